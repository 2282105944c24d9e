const EXIT_CODES = `
Exit codes:
  0  conforms
  1  findings, or a command of the demo failed
  2  bad usage or bad input
  3  a fault of irpcheck itself
  4  the driver needs something that is not supported, such as asynchronous requests: a campaign goes on and tells how
     many cases ended there; findings of others come first (1), what is incomplete after it (5)
  5  interrupted, out of time, or the cases ended before the required coverage`;

export const PROGRAM_HELP = `
Examples:
  irpcheck run                                  check the article's device
  irpcheck run article-verbatim --mode direct   see the published code caught
  irpcheck replay trace.json                    run one finding's trace again
  irpcheck minimize trace.json                  the simplest trace of the same finding
  irpcheck report reports/article/article.json  the report of a result again, or in other forms
  irpcheck export trace.json --to c             a program that performs the trace on Windows
  irpcheck inspect my-driver.sys                what a compiled driver is, and what it imports
  irpcheck demo                                 the article's session, from sc create to sc delete
  irpcheck explain contract/no-leak             what a property demands, and why
  irpcheck list                                 the built-in drivers
  irpcheck defects                              how many cases seeded defects take to be found
${EXIT_CODES}
`;

export const RUN_HELP = `
A run writes into a folder of the driver in that of --out, whose name has digits of the driver's path where it is a
file: <driver>.json (the result), <driver>.junit.xml, <driver>.html, and one minimal trace for each finding, such as
model-status-3f0c91ab12cd.json, for irpcheck replay. It removes there what an earlier run wrote, and nothing else.
--report chooses other forms: <driver>.sarif, <driver>.ctrf.json, <driver>.md. github prints annotations, and adds the
Markdown to the summary of the job; on GitHub Actions it is one of the usual forms. Until a campaign is complete it keeps
what it has executed in <driver>.partial, for --resume.

The traces of --corpus are executed first, and each new finding adds its minimal trace there: what was found once is
found again, from any seed. Findings that the file of --baseline accepts are reported as known and do not make the exit
code 1; one that its own trace does not show any more is told.

The report says what was reached last, and in which case, and what never was: arms of the model, and kinds of faults that
the driver gave an occasion for. With --strict the exit code is 5 where there are such.

Examples:
  irpcheck run                                  check the article's device in every mode
  irpcheck run article-verbatim --mode direct   one driver, one mode
  irpcheck run article --view win32             what programs do through kernel32 and Rust's File
  irpcheck run record --cases 1000000 --seed 7  other cases, and more of them
  irpcheck run ./my-driver.ts --model ./my-model.ts  a driver and a model of your own
  irpcheck run --json - | jq .conclusion        the result for another program
  irpcheck run record --time 10m                end after ten minutes (exit 5), to go on another time:
  irpcheck run record --time 10m --resume
  irpcheck run ./my-driver.ts --corpus corpus --baseline known.json --update-baseline
  irpcheck run ./my-driver.ts --model ./my-model.ts --strict
  irpcheck run record --shard 2/5               the second of five parts, see irpcheck merge
  irpcheck run --report json,sarif,markdown     other forms of the report
${EXIT_CODES}
`;

export const MERGE_HELP = `
Every shard of one campaign, each once and complete: a shard that is missing, there twice, interrupted or of
another campaign is refused. The result is that of a campaign in one process, but for the time it took.

Examples:
  irpcheck merge reports/*/*.shard-*.json
  irpcheck merge reports/*/*.shard-*.json --json - | jq .conclusion
  irpcheck merge reports/*/*.shard-*.json --report sarif,html --baseline known.json
${EXIT_CODES}
`;

export const REPLAY_HELP = `
Prints what each operation led to, and whether the finding that the trace was recorded for still shows. The trace
remembers its driver and its model: a driver that has changed is run all the same, another one is refused unless --driver
names it.

Examples:
  irpcheck replay reports/article-verbatim/model-status-e2b7505a764d.json
  irpcheck replay trace.json --model ./my-model.ts
  irpcheck replay trace.json --driver ./moved/my-driver.ts

Exit codes: 1 if a finding shows, 0 if none does, 2 for a file that is no trace, 4 if the driver pends a request, which
ends the trace there, 5 if the recorded finding cannot be looked for, such as one of model/ without the model.
`;

export const MINIMIZE_HELP = `
Keeps the finding that --property and --reason name, else the one that the file records, else the first that the
trace shows. Without --out the minimal trace goes beside the given one, as trace.min.json does beside trace.json.
Without --budget 2,000 executions are allowed, and 300 for a finding that the driver dies of.

Examples:
  irpcheck minimize trace.json
  irpcheck minimize trace.json --property contract/in-bounds -o minimal.json
  irpcheck minimize trace.json --model ./my-model.ts --budget 100000
  irpcheck minimize trace.json -o - | jq .ops

Exit codes: 1 if the trace shows the finding, or others, 0 if it shows none, 2 for a file that is no trace, 4 if it ends
at a request that the driver pends and shows nothing before, 5 if the finding cannot be looked for, such as one of
model/ without the model.
`;

export const REPORT_HELP = `
Reads the JSON that irpcheck run writes. Where the traces of its findings lie beside it, reports name them. Several
forms, or results, go beside each result or into the folder of --out; text and github are printed.

Examples:
  irpcheck report reports/article/article.json            the report for people
  irpcheck report reports/article/article.json --report sarif,ctrf   more forms, beside it
  irpcheck report reports/article/article.json --report markdown -o -  one form, to standard output
  irpcheck report a.json b.json --report html -o site

Exit codes: 1 if a result has findings, else 4 if one has cases that are not supported, else 5 if one is incomplete,
else 0; 2 for a file that is no result.
`;

export const EXPORT_HELP = `
rust, c and powershell are programs that perform the trace against the real device on Windows, by NtReadFile and its
like, print what is expected and observed of each operation, and exit with 0 if it is the same. vitest is a
regression test with this library. Without --out each goes beside the trace, as trace.c does beside trace.json.

Examples:
  irpcheck export trace.json --to c
  irpcheck export trace.json --to rust,c,powershell,vitest -o exported/
  irpcheck export trace.json --to powershell -o - --model ./my-model.ts

Exit codes: 0 if everything was written, 2 for a file that is no trace, or one
without an operation that a program on Windows could perform, 4 for one that the driver pends a request of.
`;

export const INSPECT_HELP = `
Reads the image and runs nothing of it: what kind of driver it is, with which compiler it was built, whether it needs
hardware, and its imports, by whether irpcheck has them and whether the code can come to them from the entry point, as
far as can be told without running it.

Examples:
  irpcheck inspect my-driver.sys                one driver
  irpcheck inspect drivers/*.sys                several
  irpcheck inspect my-driver.sys --json - | jq '.images[].imports[] | select(.isSupported | not) | .name'

Exit codes: 0 if all are described; 2 for a file that can't be read or is no x64 driver; 4 for one that is not
supported, such as one for another processor.
`;

export const DEMO_HELP = `
On a simulated machine: creates and starts the driver's service with sc, runs the article's program, which
writes to the device and reads back, stops the service and deletes it. Of article-controls it is the program that
sends control codes, and what the driver prints to a debugger is shown.

Examples:
  irpcheck demo                                 the article's text, through the article's device
  irpcheck demo --text "Привет" --mode direct   other text, another buffering mode
  irpcheck demo --file photo.jpg                the bytes of a file, at most 1 MiB
  irpcheck demo wdm-article                     another built-in driver
  irpcheck demo article-controls                control codes that print, write and read a value
  irpcheck demo article-controls --to c         the program that sends them, as one in C

Exit codes: 0 if every command succeeded, 1 if one failed, 2 for bad usage or a file that can't be read.
`;

export const DEFECTS_HELP = `
A seeded defect is one mistake in an otherwise correct driver, with the minimal trace it is to be found by. Each is
looked for in the cases of several seeds, what is found is minimized and compared with the published trace, and the
correct drivers are run and must not be accused. Where a published trace has at most 3 operations, every simpler one
with usual values is tried as well. All of it takes some five minutes on two processors; --no-exhaustive leaves the simpler
traces out.

Examples:
  irpcheck defects                              all of them
  irpcheck defects overclaim --seeds 100        one of them, with more seeds
  irpcheck defects --source fc-commands         the same in cases by fast-check's model-based testing
  irpcheck defects --list                       the catalogue
  irpcheck run defects/overclaim                one of them as any other driver

Exit codes: 0 if every search found its defect and minimized it to the published trace, and no correct driver was
accused; 1 if not; 2 for bad usage; 5 if interrupted.
`;

export const EXPLAIN_HELP = `
Examples:
  irpcheck explain                              every property, one line each
  irpcheck explain contract/no-leak             one of them: demands, rules, guards, reason codes

Exit codes: 0, or 2 for what is no property.
`;

export const LIST_HELP = `
Examples:
  irpcheck list
`;
