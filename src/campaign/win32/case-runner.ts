import type { ModelConfig } from '../../model/win32/program.ts';
import type { Win32Case } from '../../properties/arbitraries/win32/case-arbitrary.ts';
import { judgeWin32, type Win32Judgement } from '../../properties/win32/judge-win32.ts';
import type { Subject } from '../../subjects/index.ts';
import { type Breach, type FindingKey, sameFinding } from '../../trace/finding.ts';
import type { TraceOptions } from '../../trace/trace.ts';
import type { Win32Run } from '../../trace/win32/observation.ts';
import { Win32Executor } from './executor.ts';

/** Executes cases of one subject in the Win32 view and judges them. */
export class Win32CaseRunner {
  readonly #subject: Subject;
  readonly #model: NonNullable<Subject['model']>;
  readonly #executor: Win32Executor;

  /** @throws RangeError for a subject without a model: this view is judged by nothing else */
  constructor(subject: Subject) {
    if (subject.model === null)
      throw new RangeError(`${subject.name} has no model of its device to judge by`);
    this.#subject = subject;
    this.#model = subject.model;
    this.#executor = new Win32Executor(subject);
  }

  run(generated: Win32Case, options: TraceOptions): { run: Win32Run; judgement: Win32Judgement } {
    const run = this.#executor.execute(generated, options);
    const { deviceNames, exclusive } = this.#subject;
    const config: ModelConfig = { device: this.#model, ...options, deviceNames, exclusive };
    return { run, judgement: judgeWin32(run, config) };
  }

  /** The breach with a given key that a case shows, or null. */
  breachWith(generated: Win32Case, options: TraceOptions, key: FindingKey): Breach | null {
    const { verdicts } = this.run(generated, options).judgement;
    for (const { breach } of verdicts) if (breach !== null && sameFinding(breach, key)) return breach;
    return null;
  }
}
