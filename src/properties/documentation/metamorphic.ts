import type { PropertyDocumentation, ReasonDocumentation } from '../../trace/property-documentation.ts';
import { exampleOf } from './example.ts';

const REASONS: readonly ReasonDocumentation[] = [
  { code: 'ending', meaning: 'one of the two never returned, or made no such call' },
  { code: 'status', meaning: 'another NTSTATUS' },
  { code: 'information', meaning: 'another number of bytes' },
  { code: 'iosb', meaning: 'another status block, or other events' },
  { code: 'position', meaning: 'another file position' },
  { code: 'data', meaning: 'other bytes in the caller’s buffer' },
  { code: 'not-loaded', meaning: 'DriverEntry refused in one of the two' },
];
const DECLARED = 'a driver that legitimately depends on it says so in its declared limits, and is exempt';
const BUG_CHECK = 'a bug check ends the comparison: it is for contract/ to name';
const TRANSFERRED = 'of the data, the bytes that a success claims are compared';

/** The properties that change what must not matter and compare the two runs. */
export const METAMORPHIC_DOCUMENTATION: readonly PropertyDocumentation[] = [
  {
    id: 'metamorphic/fragmentation',
    summary: 'which frames stand behind a buffer does not matter',
    demands:
      'The same calls are answered the same whether a buffer’s frames are contiguous, reversed or scattered.',
    rules: ['R67', 'R74'],
    sources: ['DOC WDD kernel/using-mdls'],
    consequence: 'the result depends on which physical pages the caller happens to have',
    guards: [DECLARED, BUG_CHECK],
    compared: 'transfers over at least two pages',
    reasons: REASONS,
    example: null,
  },
  {
    id: 'metamorphic/alignment',
    summary: 'where in its page a buffer begins does not matter',
    demands: 'The same calls are answered the same when every buffer is moved within its page.',
    rules: ['R75', 'R81'],
    sources: ['DOC DDI MmGetMdlByteOffset', 'DOC WDD kernel/errors-in-direct-i-o'],
    consequence: 'the result depends on where in its page the caller’s buffer begins',
    guards: [DECLARED, BUG_CHECK, TRANSFERRED],
    compared: 'transfers of at least one byte',
    reasons: REASONS,
    example: exampleOf('article-verbatim', 'direct', 'status', { op: 'write', length: 1 }),
  },
  {
    id: 'metamorphic/buffering-mode',
    summary: 'buffered or direct does not matter',
    demands: 'The same calls are answered the same by a buffered device and by a direct one.',
    rules: ['M1', 'M5', 'R33', 'R36', 'R39'],
    sources: ['DOC WDD kernel/methods-for-accessing-data-buffers'],
    consequence: 'switching between buffered and direct I/O changes what callers observe',
    guards: [DECLARED, BUG_CHECK, TRANSFERRED, 'not in neither mode, and not where a fault is planned'],
    compared: 'transfers of at least one byte',
    reasons: REASONS,
    example: exampleOf('article-verbatim', 'buffered', 'status', { op: 'write', offset: '1', length: 1 }),
  },
  {
    id: 'metamorphic/filter',
    summary: 'a filter above the device that passes IRPs on does not matter',
    demands:
      'The same calls are answered the same below a filter, whether it skips its stack location or copies it.',
    rules: ['R33', 'R58', 'R59b'],
    sources: ['DOC DDI IoAttachDeviceToDeviceStack, IoSkipCurrentIrpStackLocation'],
    consequence: 'the device works differently once a filter driver stands above it',
    guards: [DECLARED, 'the filter copies the device’s buffering flags (R33)'],
    compared: 'IRPs that reached the driver through a filter',
    reasons: REASONS,
    example: null,
  },
  {
    id: 'metamorphic/repeat',
    summary: 'the same calls give the same answers after a restart',
    demands: 'A driver that is loaded anew answers the same calls the same: nothing outlives a restart.',
    rules: ['R17'],
    sources: ['irpcheck’s own: a finding must show again when its trace is replayed'],
    consequence: 'the same requests give different results after a restart',
    guards: [DECLARED, BUG_CHECK],
    compared: 'calls',
    reasons: REASONS,
    example: null,
  },
];
