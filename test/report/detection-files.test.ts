import { expect, it } from 'vitest';
import { detectionJson } from '../../src/report/detection-json.ts';
import { detectionMarkdown } from '../../src/report/detection-markdown.ts';
import { parseTrace } from '../../src/trace/json.ts';
import { detection, differing } from './detections.ts';

it('the JSON holds the result, its fields in their order', () => {
  for (const result of [detection(), differing()]) {
    const text = detectionJson(result);
    expect(
      JSON.parse(text, (_key, value) =>
        'ops' in Object(value) ? parseTrace(JSON.stringify(value)).trace : value,
      ),
    ).toEqual(result);
    expect(Object.keys(JSON.parse(text))).toEqual(Object.keys(result));
    expect(Object.keys(JSON.parse(text).defects[0])).toEqual(Object.keys(result.defects[0] ?? {}));
    expect(text.endsWith('}\n')).toBe(true);
  }
});

it('the traces in the JSON are trace files', () => {
  const [other] = differing().defects[0]?.otherTraces ?? [];
  const [written] = JSON.parse(detectionJson(differing())).defects[0].otherTraces;
  expect(parseTrace(JSON.stringify(written.trace)).trace).toEqual(other?.trace);
});

it('the Markdown is a table', () => {
  expect(detectionMarkdown(detection())).toMatchInlineSnapshot(`
    "Cases: ours; seeds 1 to 10; a search gives up after 5,000 cases.

    | defect | rule | property | found | median | p95 | minimal | executions |
    |---|---|---|---:|---:|---:|---:|---:|
    | overclaim | R46 | contract/information-bounded | 10/10 | 12 | 1,034 | 10/10 | 49 |
    | all |  |  | 10/10 | 12 | 1,034 | 10/10 |  |
    "
  `);
});
