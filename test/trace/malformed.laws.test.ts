import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTrace, parseTrace, TraceFormatError } from '../../src/trace/json.ts';
import { UnsupportedTraceError } from '../../src/trace/unsupported-trace.ts';
import { VERSION } from '../../src/trace/version.ts';
import { arbitraryControlTrace } from './arbitrary-trace.ts';

function messageOf(text: string): string {
  try {
    parseTrace(text);
  } catch (error) {
    // A change may be to the version, and another to something that it may know.
    expect([TraceFormatError, UnsupportedTraceError]).toContain(Object(error).constructor);
    return error instanceof Error ? error.message : '';
  }
  return 'accepted';
}

const BASE = { format: 'irptrace/2', subject: 'article', setting: { mode: 'direct' }, ops: [] as unknown[] };
const json = (fields: object): string => JSON.stringify({ ...BASE, ...fields });
const withOp = (op: unknown): string => json({ ops: [{ op: 'open' }, op] });
/** The second operation as text, for what JSON.stringify can't write. */
const withOpText = (text: string): string => json({ ops: ['OP'] }).replace('"OP"', text);

const OFFSET = 'expected a 64-bit decimal string such as "0" or "-1"';
const RELATIVE = '{"last": n} with n from -65536 to 65536';

describe('a text that is no trace', () => {
  it.each<[string, string, string]>([
    ['empty text', '', 'trace: expected a JSON object, found empty text'],
    ['blanks', ' \n ', 'trace: expected a JSON object, found empty text'],
    [
      'a truncated object',
      formatTrace(parseTrace(withOp({ op: 'read' })).trace).slice(0, -9),
      'trace: expected a JSON object, found text that ends early (is the file complete?)',
    ],
    [
      'a truncated string',
      '{"format": "irp\\"',
      'trace: expected a JSON object, found text that ends early (is the file complete?)',
    ],
    [
      'bytes that are no text',
      '\u0000\ufffd{"',
      'trace: expected a JSON object, found text that is not JSON',
    ],
    ['no JSON', 'hello', 'trace: expected a JSON object, found text that is not JSON'],
    ['more after the end', `${json({})}x`, 'trace: expected a JSON object, found text that is not JSON'],
    ['null', 'null', 'trace: expected an object, found null'],
    ['an array', '[]', 'trace: expected an object, found an array'],
    ['a number', '5', 'trace: expected an object, found 5'],
    [
      'no version',
      '{}',
      'format: expected "irptrace/2" or "irptrace/1", the versions this irpcheck reads, found nothing',
    ],
    [
      'a later version',
      json({ format: 'irptrace/3', extra: 1 }),
      'format: expected "irptrace/2" or "irptrace/1", the versions this irpcheck reads, found "irptrace/3"',
    ],
    [
      'a version of this irpcheck that is none',
      json({ version: 'next' }),
      `version: expected a version such as "${VERSION}", found "next"`,
    ],
    [
      'a version in irptrace/1',
      json({ format: 'irptrace/1', version: '999.0.0', setting: undefined, options: { mode: 'direct' } }),
      'version: unknown field',
    ],
    ['an unknown field', json({ speed: 1 }), 'speed: unknown field'],
    ['an unknown field of an operation', withOp({ op: 'flush', length: 1 }), 'ops[1].length: unknown field'],
    [
      'an unknown field of a buffer',
      withOp({ op: 'read', buffer: { pages: 1 } }),
      'ops[1].buffer.pages: unknown field',
    ],
    ['a field with an odd name', withOp({ op: 'flush', 'a\n\u202eb': 1 }), 'ops[1]["a\\n?b"]: unknown field'],
    ['__proto__', withOpText('{"op":"read","__proto__":{"length":1}}'), 'ops[0].__proto__: unknown field'],
    [
      '__proto__ at the top',
      `{"__proto__":${json({})}}`,
      'format: expected "irptrace/2" or "irptrace/1", the versions this irpcheck reads, found nothing',
    ],
    ['constructor', json({ constructor: 1 }), 'constructor: unknown field'],
    [
      'a prototype name as a kind',
      withOp({ op: '__proto__' }),
      'ops[1].op: expected "open", "read", "write", "flush", "set-position", "query-position", "duplicate", "close", "control", "fs-control", "CreateFile", "ReadFile", "WriteFile", "SetFilePointerEx", "FlushFileBuffers", "DeviceIoControl", "CloseHandle", "File::open", "File::read", "File::read_to_end", "File::write" or "File::write_all", found "__proto__"',
    ],
    [
      'an operation without kind',
      withOp({}),
      'ops[1].op: expected "open", "read", "write", "flush", "set-position", "query-position", "duplicate", "close", "control", "fs-control", "CreateFile", "ReadFile", "WriteFile", "SetFilePointerEx", "FlushFileBuffers", "DeviceIoControl", "CloseHandle", "File::open", "File::read", "File::read_to_end", "File::write" or "File::write_all", found nothing',
    ],
    ['an operation that is none', withOp('open'), 'ops[1]: expected an object, found "open"'],
    [
      'no operations',
      JSON.stringify({ ...BASE, ops: undefined }),
      'ops: expected an array of at most 10000 entries, found nothing',
    ],
    [
      'too many operations',
      json({ ops: Array(10_001).fill({ op: 'open' }) }),
      'ops: expected an array of at most 10000 entries, found an array',
    ],
    ['no subject', json({ subject: '' }), 'subject: expected text of 1 to 4096 characters, found ""'],
    [
      'a long subject',
      json({ subject: 'x'.repeat(4097) }),
      `subject: expected text of 1 to 4096 characters, found "${'x'.repeat(40)}…"`,
    ],
    [
      'no mode',
      json({ setting: {} }),
      'setting.mode: expected "buffered", "direct" or "neither", found nothing',
    ],
    [
      'an unknown dialect',
      json({ setting: { mode: 'direct', dialect: { strictOffsets: 1 } } }),
      'setting.dialect.strictOffsets: expected true or false, found 1',
    ],
    [
      'a large frame seed',
      json({ setting: { mode: 'direct', machine: { frameSeed: 2 ** 30 } } }),
      'setting.machine.frameSeed: expected a whole number from 0 to 1073741823, found 1073741824',
    ],
    [
      'two filters',
      json({ setting: { mode: 'direct', stack: ['skip', 'copy'] } }),
      'setting.stack: expected an array of at most 1 filter, each "skip" or "copy", found an array',
    ],
    [
      'unknown conditions',
      json({ setting: { mode: 'direct', conditions: { poison: 'none' } } }),
      'setting.conditions.poison: expected "usual" or "other", found "none"',
    ],
    [
      'no point',
      json({ setting: { mode: 'direct', load: [{ do: 'fail' }] } }),
      'setting.load[0].at: expected "irp-allocation", "buffer-allocation", "system-mapping", "pool-allocation", "device-creation" or "link-creation", or one passing of it such as {"point":"irp-allocation","nth":0}, found nothing',
    ],
    [
      'a schedule entry of irptrace/1 without point',
      JSON.stringify({
        format: 'irptrace/1',
        subject: 'article',
        options: { mode: 'direct' },
        schedule: [{ op: 0, run: 'dpc' }],
        ops: [],
      }),
      'schedule[0].point: expected a whole number from 0 to 9007199254740991, found nothing',
    ],
    [
      'an unknown fault of irptrace/1',
      JSON.stringify({
        format: 'irptrace/1',
        subject: 'article',
        options: { mode: 'direct' },
        ops: [{ op: 'write', fault: 'fire' }],
      }),
      'ops[0].fault: expected null, "irp-allocation", "buffer-allocation", "system-mapping" or "pool-allocation", found "fire"',
    ],
    [
      'a long transfer',
      withOp({ op: 'read', length: 2 ** 24 + 1 }),
      `ops[1].length: expected a whole number from 0 to 16777216, or memory "first-page", found 16777217`,
    ],
    [
      'a negative length',
      withOp({ op: 'read', length: -1 }),
      'ops[1].length: expected a whole number from 0 to 4294967295, found -1',
    ],
    [
      'a fraction',
      withOp({ op: 'read', length: 1.5 }),
      `ops[1].length: expected a whole number from 0 to 4294967295 or ${RELATIVE}, found 1.5`,
    ],
    [
      'a number too large for JavaScript',
      withOpText('{"op":"read","length":1e999}'),
      `ops[0].length: expected a whole number from 0 to 4294967295 or ${RELATIVE}, found Infinity`,
    ],
    [
      'a far relative length',
      withOp({ op: 'read', length: { last: 65_537 } }),
      'ops[1].length.last: expected a whole number from -65536 to 65536, found 65537',
    ],
    [
      'an offset as a number',
      withOp({ op: 'read', offset: 5 }),
      `ops[1].offset: ${OFFSET}, null or ${RELATIVE}, found 5`,
    ],
    [
      'an offset with leading zeros',
      withOp({ op: 'read', offset: '007' }),
      `ops[1].offset: ${OFFSET}, null or ${RELATIVE}, found "007"`,
    ],
    [
      'an offset of 2^63',
      withOp({ op: 'read', offset: '9223372036854775808' }),
      `ops[1].offset: ${OFFSET}, found "9223372036854775808"`,
    ],
    [
      'a position that is null',
      withOp({ op: 'set-position', position: null }),
      `ops[1].position: ${OFFSET}, found null`,
    ],
    [
      'a page offset of a page',
      withOp({ op: 'write', buffer: { pageOffset: 4096 } }),
      'ops[1].buffer.pageOffset: expected a whole number from 0 to 4095, found 4096',
    ],
    [
      'a key of 2^32',
      withOp({ op: 'write', key: 2 ** 32 }),
      'ops[1].key: expected a whole number from 0 to 4294967295, found 4294967296',
    ],
    [
      'a long name',
      withOp({ op: 'open', name: 'x'.repeat(4097) }),
      `ops[1].name: expected null or text of at most 4096 characters, found "${'x'.repeat(40)}…"`,
    ],
    [
      'an unknown handle',
      withOp({ op: 'close', handle: 'all' }),
      'ops[1].handle: expected a whole number from 0 to 2147483647, "none", "closed" or "event", found "all"',
    ],
    [
      'half a byte',
      withOp({ op: 'write', data: { hex: 'abc' } }),
      'ops[1].data.hex: expected an even number of hexadecimal digits for at most 65536 bytes, found "abc"',
    ],
    [
      'too much data',
      withOp({ op: 'write', data: { hex: '00'.repeat(65_537) } }),
      `ops[1].data.hex: expected an even number of hexadecimal digits for at most 65536 bytes, found "${'0'.repeat(40)}…"`,
    ],
    [
      'an unknown pattern',
      withOp({ op: 'write', data: { pattern: 'noise' } }),
      'ops[1].data.pattern: expected "counter" or "zero", found "noise"',
    ],
    [
      'data of no known form',
      withOp({ op: 'write', data: {} }),
      'ops[1].data: expected {"pattern": "counter", "seed": n}, {"pattern": "zero"} or {"hex": "…"}, found an object',
    ],
    [
      'data of two forms',
      withOp({ op: 'write', data: { pattern: 'zero', hex: '' } }),
      'ops[1].data: expected {"pattern": "counter", "seed": n}, {"pattern": "zero"} or {"hex": "…"}, found an object',
    ],
    [
      'a seed of the wrong type',
      withOp({ op: 'write', data: { pattern: 'counter', seed: '7' } }),
      'ops[1].data.seed: expected a whole number from 0 to 4294967295, found "7"',
    ],
    [
      'data that is no text',
      withOp({ op: 'write', data: { hex: 5 } }),
      'ops[1].data.hex: expected an even number of hexadecimal digits for at most 65536 bytes, found 5',
    ],
    [
      'no place at all',
      withOp({ op: 'write', data: { pattern: 'counter', places: [] } }),
      'ops[1].data.places: expected an array of 1 to 8 places, found an array',
    ],
    [
      'too many places',
      withOp({ op: 'write', data: { pattern: 'counter', places: Array(9).fill({ at: 0, bytes: '00' }) } }),
      'ops[1].data.places: expected an array of 1 to 8 places, found an array',
    ],
    [
      'a place before the start',
      withOp({ op: 'write', data: { pattern: 'counter', places: [{ at: -1, bytes: '00' }] } }),
      'ops[1].data.places[0].at: expected a whole number from 0 to 16777216, found -1',
    ],
    [
      'a place nowhere',
      withOp({ op: 'write', data: { pattern: 'counter', places: [{ pointer: 'kernel' }] } }),
      'ops[1].data.places[0].at: expected a whole number from 0 to 16777216, found nothing',
    ],
    [
      'half a byte at a place',
      withOp({ op: 'write', data: { pattern: 'counter', places: [{ at: 0, bytes: 'abc' }] } }),
      'ops[1].data.places[0].bytes: expected an even number of lower-case hexadecimal digits for 1 to 64 bytes, found "abc"',
    ],
    [
      'capital digits at a place',
      withOp({ op: 'write', data: { pattern: 'counter', places: [{ at: 0, bytes: 'AB' }] } }),
      'ops[1].data.places[0].bytes: expected an even number of lower-case hexadecimal digits for 1 to 64 bytes, found "AB"',
    ],
    [
      'no bytes at a place',
      withOp({ op: 'write', data: { pattern: 'counter', places: [{ at: 0, bytes: '' }] } }),
      'ops[1].data.places[0].bytes: expected an even number of lower-case hexadecimal digits for 1 to 64 bytes, found ""',
    ],
    [
      'too many bytes at a place',
      withOp({ op: 'write', data: { pattern: 'counter', places: [{ at: 0, bytes: '00'.repeat(65) }] } }),
      `ops[1].data.places[0].bytes: expected an even number of lower-case hexadecimal digits for 1 to 64 bytes, found "${'0'.repeat(40)}…"`,
    ],
    [
      'an unknown pointer',
      withOp({ op: 'write', data: { pattern: 'counter', places: [{ at: 0, pointer: 'heap' }] } }),
      'ops[1].data.places[0].pointer: expected "caller", "read-only", "unmapped", "non-canonical", "unmapped-kernel" or "kernel", found "heap"',
    ],
    [
      'a place of nothing',
      withOp({ op: 'write', data: { pattern: 'counter', places: [{ at: 0 }] } }),
      'ops[1].data.places[0]: expected {"at": n, "bytes": "…"} or {"at": n, "pointer": "…"}, found an object',
    ],
    [
      'a place that is a number',
      withOp({ op: 'write', data: { pattern: 'counter', places: [5] } }),
      'ops[1].data.places[0]: expected {"at": n, "bytes": "…"} or {"at": n, "pointer": "…"}, found 5',
    ],
    [
      'places over zeros',
      withOp({ op: 'write', data: { pattern: 'zero', places: [{ at: 0, bytes: '00' }] } }),
      'ops[1].data.places: unknown field',
    ],
    [
      'a relative offset that is a fraction',
      withOp({ op: 'read', offset: { last: 1.5 } }),
      'ops[1].offset.last: expected a whole number from -65536 to 65536, found 1.5',
    ],
    [
      'a relative length without its number',
      withOp({ op: 'read', length: {} }),
      'ops[1].length.last: expected a whole number from -65536 to 65536, found nothing',
    ],
    [
      'an unknown deed',
      withOp({ op: 'write', during: [{ at: 'system-mapping', do: 'burn' }] }),
      'ops[1].during[0].do: expected "fail", "raise", "unmap" or "protect", found "burn"',
    ],
    [
      'a finding without property',
      json({ finding: { reason: 'x' } }),
      'finding.property: expected a property id such as "model/status", found nothing',
    ],
    [
      'a finding with an unknown field',
      json({ finding: { property: 'a/b', reason: 'x', cause: [] } }),
      'finding.cause: unknown field',
    ],
    [
      'an unknown status',
      json({ ops: [{ op: 'open' }], observed: [{ status: 'STATUS_FINE' }] }),
      'observed[0].status: expected the name of an NTSTATUS, such as "STATUS_SUCCESS", or its digits, such as "0xC0001234", found "STATUS_FINE"',
    ],
    [
      'a status as a number',
      json({ ops: [{ op: 'open' }], observed: [{ status: 0 }] }),
      'observed[0].status: expected the name of an NTSTATUS, such as "STATUS_SUCCESS", or its digits, such as "0xC0001234", found 0',
    ],
    [
      'an unknown ending',
      json({ ops: [{ op: 'open' }], observed: [{ ending: 'lost' }] }),
      'observed[0].ending: expected "returned", "blocked" or "bug-check", found "lost"',
    ],
    [
      'a negative count of bytes',
      json({ ops: [{ op: 'open' }], observed: [{ information: -1 }] }),
      'observed[0].information: expected a whole number from 0 to 2^64, found -1',
    ],
    [
      'half a byte observed',
      json({ ops: [{ op: 'open' }], observed: [{ information: 0.5 }] }),
      'observed[0].information: expected a whole number from 0 to 2^64, found 0.5',
    ],
    [
      'more observed than there are operations',
      json({ ops: [{ op: 'open' }], observed: [{}, {}] }),
      'observed: expected at most one entry for each of 1 ops, found 2',
    ],
    [
      'deep nesting',
      json({ ops: [] }).replace('[]', `${'['.repeat(500_000)}${']'.repeat(500_000)}`),
      'ops[0]: expected an object, found an array',
    ],
    [
      'deep nesting without end',
      '['.repeat(500_000),
      'trace: expected a JSON object, found text that ends early (is the file complete?)',
    ],
  ])('%s', (_, text, message) => {
    expect(messageOf(text)).toBe(message);
  });

  it('never throws anything else, and one line, when characters of a trace change', () => {
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      removed: fc.nat(4),
      added: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 3 }),
        fc.constantFrom('{', '"', '[', '-', '1e9', 'null', ','),
      ),
    });
    fc.assert(
      fc.property(
        arbitraryControlTrace(6),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (trace, changes) => {
          let text = formatTrace(trace);
          for (const { at, removed, added } of changes) {
            const place = Math.floor(at * text.length);
            text = text.slice(0, place) + added + text.slice(place + removed);
          }
          expect(messageOf(text)).toMatch(/^[ -~…]+$/);
        },
      ),
      { numRuns: 3000, seed: 3 },
    );
  });

  it('never throws anything else when values of a trace change', () => {
    fc.assert(
      fc.property(arbitraryControlTrace(4), fc.nat(), fc.jsonValue(), (trace, at, value) => {
        let place = -1;
        const countValues = JSON.stringify(trace, (_, old: unknown) => {
          place += 1;
          return old;
        });
        const chosen = at % (place + 1);
        place = -1;
        const text = JSON.stringify(JSON.parse(countValues), (_, old: unknown) => {
          place += 1;
          return place === chosen ? value : old;
        });
        expect(messageOf(text)).toMatch(/^[ -~…]+$/);
      }),
      { numRuns: 3000, seed: 4 },
    );
  });
});
