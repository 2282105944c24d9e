import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CaseRunner, findSubject, formatTrace, parseTrace, replay } from 'irpcheck';
import { traces } from 'irpcheck/arbitraries';

/** Whether no read of a run gives more bytes than the longest write had. */
function readsWithinLongestWrite({ calls, observations }) {
  let longest = 0;
  for (const [index, call] of calls.entries()) {
    if (call.call === 'NtWriteFile') longest = Math.max(longest, call.length);
    if (call.call === 'NtReadFile' && observations[index].information > longest) return false;
  }
  return true;
}

/** fast-check's own report, without throwing: it holds the simplest trace it got to. */
function checkReads(driver) {
  const subject = findSubject(driver);
  const runner = new CaseRunner(subject);
  const property = fc.property(traces({ subject, modes: ['buffered'] }), (trace) =>
    readsWithinLongestWrite(runner.run(trace).run),
  );
  return fc.check(property, { numRuns: 2_000, seed: 3 });
}

test('a read of the article’s device gives no more bytes than the longest write had', () => {
  assert.equal(checkReads('article').failed, false);
});

test('a read of a device that never ends gives more, in a trace that a file can hold', () => {
  const { failed, counterexample } = checkReads('zero');
  assert.equal(failed, true);
  const [trace] = counterexample;
  // Which of the simplest ones depends on the seed: fast-check may leave another read before.
  assert.equal(trace.ops[0].op, 'open');
  assert.equal(trace.ops.at(-1).op, 'read');
  assert.ok(trace.ops.length <= 3);
  // It breaches no property of irpcheck's: nobody but this test says that devices must end.
  const { trace: read } = parseTrace(formatTrace(trace));
  assert.deepEqual(replay(read, findSubject('zero')).breaches, []);
});
