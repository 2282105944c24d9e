import {
  DETECTION_FORMAT,
  type DefectResult,
  type DetectionResult,
} from '../../src/trace/result/detection-result.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { OPEN_NAME, unalignedWrite } from './results.ts';

function defectResult(parts: Partial<DefectResult> = {}): DefectResult {
  return {
    id: 'overclaim',
    rule: 'R46',
    title: 'reports one byte more than a read asked for',
    base: 'article',
    property: 'contract/information-bounded',
    reason: 'exceeds-length',
    mode: 'buffered',
    openName: OPEN_NAME,
    minimalOps: 2,
    coupled: null,
    searches: 10,
    found: 10,
    cases: { median: 12, p95: 1034, max: 2000 },
    minimal: 10,
    searchExecutions: 24,
    minimizeExecutions: 49,
    otherTraces: [],
    below: { executions: 120, simpler: null },
    ...parts,
  };
}

/** A result whose sums are those of its one defect. */
export function detection(parts: Partial<DetectionResult> = {}): DetectionResult {
  const [first = defectResult()] = parts.defects ?? [];
  return {
    format: DETECTION_FORMAT,
    version: '1.2.3',
    source: 'ours',
    seeds: 10,
    cap: 5000,
    defects: [first],
    bases: [{ name: 'article', cases: 3000, findings: [] }],
    properties: [
      { property: 'contract/terminates', defects: [], compared: 0 },
      { property: 'model/status', defects: [], compared: 612_000 },
      { property: 'contract/information-bounded', defects: ['overclaim'], compared: 41_000 },
    ],
    searches: first.searches,
    found: first.found,
    minimal: first.minimal,
    cases: first.cases,
    conclusion: 'as-published',
    ...parts,
  };
}

/** A result that is not as published in every respect. */
export function differing(): DetectionResult {
  const others = [
    {
      seeds: 2,
      trace: unalignedWrite({
        setting: settingOf('direct', { machine: { fragmentation: 'reversed', frameSeed: 0 } }),
      }),
    },
  ];
  return detection({
    defects: [
      defectResult({
        found: 9,
        minimal: 7,
        otherTraces: others,
        below: { executions: 7, simpler: unalignedWrite() },
      }),
    ],
    bases: [{ name: 'article', cases: 3000, findings: [{ property: 'model/data', reason: 'wrong-bytes' }] }],
    conclusion: 'differs',
  });
}
