import { describe, expect, it } from 'vitest';
import { parseTrace, TraceFormatError } from '../../src/trace/json.ts';
import { UnsupportedTraceError } from '../../src/trace/unsupported-trace.ts';
import { VERSION } from '../../src/trace/version.ts';

const NEWER = '12.3.0';

const BASE = { format: 'irptrace/2', subject: 'article', setting: { mode: 'direct' }, ops: [] as unknown[] };
const json = (fields: object): string => JSON.stringify({ ...BASE, ...fields });
const withOp = (op: unknown): string => json({ ops: [{ op: 'open' }, op] });
const withSetting = (fields: object): string => json({ setting: { mode: 'direct', ...fields } });

/** The text as another version wrote it; undefined for one that names none. */
function writtenBy(version: string | undefined, text: string): string {
  return JSON.stringify({ version, ...JSON.parse(text) });
}

function errorOf(text: string): Error {
  try {
    parseTrace(text);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error(`accepted: ${text}`);
}

const UNKNOWN: readonly (readonly [what: string, text: string, message: string])[] = [
  ['a format', json({ format: 'irptrace/3', extra: 1 }), 'format: "irptrace/3" is unknown'],
  ['a field', json({ speed: 1 }), 'speed: unknown field'],
  ['a field of the setting', withSetting({ processors: 2 }), 'setting.processors: unknown field'],
  ['a view', withSetting({ view: 'posix' }), 'setting.view: "posix" is unknown'],
  ['a mode', json({ setting: { mode: 'both' } }), 'setting.mode: "both" is unknown'],
  ['a filter', withSetting({ stack: ['hold'] }), 'setting.stack[0]: "hold" is unknown'],
  [
    'a condition',
    withSetting({ conditions: { poison: 'third' } }),
    'setting.conditions.poison: "third" is unknown',
  ],
  ['a kind of operation', withOp({ op: 'cancel', speed: -1 }), 'ops[1].op: "cancel" is unknown'],
  ['a field of an operation', withOp({ op: 'flush', thread: 1 }), 'ops[1].thread: unknown field'],
  ['a field of a buffer', withOp({ op: 'read', buffer: { pages: 1 } }), 'ops[1].buffer.pages: unknown field'],
  ['a kind of handle', withOp({ op: 'close', handle: 'process' }), 'ops[1].handle: "process" is unknown'],
  [
    'a relation of lengths',
    withOp({ op: 'read', length: { first: 1 } }),
    'ops[1].length.first: unknown field',
  ],
  [
    'a pattern',
    withOp({ op: 'write', data: { pattern: 'noise' } }),
    'ops[1].data.pattern: "noise" is unknown',
  ],
  ['a form of data', withOp({ op: 'write', data: { file: 'x' } }), 'ops[1].data.file: unknown field'],
  [
    'what a pointer leads to',
    withOp({ op: 'write', data: { pattern: 'counter', places: [{ at: 0, pointer: 'heap' }] } }),
    'ops[1].data.places[0].pointer: "heap" is unknown',
  ],
  [
    'a form of a place',
    withOp({ op: 'write', data: { pattern: 'counter', places: [{ at: 0, text: 'x' }] } }),
    'ops[1].data.places[0].text: unknown field',
  ],
  [
    'a point',
    withOp({ op: 'write', during: [{ at: 'timer', do: 'fail' }] }),
    'ops[1].during[0].at: "timer" is unknown',
  ],
  [
    'a point of one passing',
    withSetting({ load: [{ at: { point: 'timer', nth: 0 }, do: 'fail' }] }),
    'setting.load[0].at.point: "timer" is unknown',
  ],
  [
    'another way to say when',
    withSetting({ unload: [{ at: { routine: 'dpc' }, do: 'fail' }] }),
    'setting.unload[0].at.routine: unknown field',
  ],
  [
    'an action',
    withOp({ op: 'write', during: [{ at: 'system-mapping', do: 'run', routine: 'dpc' }] }),
    'ops[1].during[0].do: "run" is unknown',
  ],
  [
    'a status',
    json({ ops: [{ op: 'open' }], observed: [{ status: 'STATUS_FINE' }] }),
    'observed[0].status: "STATUS_FINE" is unknown',
  ],
  [
    'a field of a finding',
    json({ finding: { property: 'a/b', reason: 'x', cause: [] } }),
    'finding.cause: unknown field',
  ],
  ['a field after a wrong value', json({ subject: '', speed: 1 }), 'speed: unknown field'],
  ['a field beside __proto__', json({}).replace('{', '{"__proto__":{},'), '__proto__: unknown field'],
];

const WRONG: readonly (readonly [what: string, text: string])[] = [
  ['a result', json({ format: 'irpresult/9' })],
  ['no format', json({ format: undefined, speed: 1 })],
  ['a number out of range', withOp({ op: 'read', length: -1 })],
  ['a number out of the range of a choice', withOp({ op: 'read', handle: -1 })],
  ['a number where names are', json({ setting: { mode: 5 } })],
  ['a known form with a wrong value', withOp({ op: 'write', data: { pattern: 'counter', seed: '7' } })],
  [
    'a known place with a wrong value',
    withOp({ op: 'write', data: { pattern: 'counter', places: [{ at: -1, pointer: 'kernel' }] } }),
  ],
  ['an incomplete form', withOp({ op: 'write', data: {} })],
  ['text that is no number', withOp({ op: 'read', offset: 'soon' })],
  ['an operation without kind', withOp({})],
  ['a kind that is no name', withOp({ op: 5 })],
  ['an operation of another view', withOp({ op: 'ReadFile' })],
  ['too many filters', withSetting({ stack: ['skip', 'copy'] })],
  ['no point', withSetting({ load: [{ do: 'fail' }] })],
  ['a status that is no name', json({ ops: [{ op: 'open' }], observed: [{ status: 'fine' }] })],
  ['no subject', json({ subject: undefined })],
  ['more observed than there are operations', json({ observed: [{}] })],
];

describe('a trace of a newer version', () => {
  it.each(UNKNOWN)('is not supported where this one does not know %s', (_what, text, message) => {
    const error = errorOf(writtenBy(NEWER, text));
    expect(error).toBeInstanceOf(UnsupportedTraceError);
    expect(error.message).toBe(
      `${message}; irpcheck ${NEWER} wrote this trace and this is ${VERSION}: update irpcheck`,
    );
  });

  it.each(WRONG)('is malformed, in the words for any other, where it holds %s', (_what, text) => {
    const error = errorOf(writtenBy(NEWER, text));
    expect(error).toBeInstanceOf(TraceFormatError);
    expect(error.message).toBe(errorOf(text).message);
  });
});

it.each([VERSION, '0.0.9', undefined])('what is unknown in a trace of version %s is malformed', (version) => {
  for (const [, text] of UNKNOWN) {
    const error = errorOf(writtenBy(version, text));
    expect(error).toBeInstanceOf(TraceFormatError);
    expect(error.message).toBe(errorOf(text).message);
  }
});

it('a trace that names no version as versions are written is malformed, whatever else is unknown', () => {
  const { message } = errorOf(writtenBy('next', json({ speed: 1 })));
  expect(message).toBe(`version: expected a version such as "${VERSION}", found "next"`);
});
