import { describe, expect, it } from 'vitest';
import { detectionText } from '../../src/report/detection-text.ts';
import { detectionVerdictOf } from '../../src/report/detection-verdict.ts';
import { detection, differing } from './detections.ts';

describe('the report of detection', () => {
  it('is a table of defects, properties and correct drivers', () => {
    expect(detectionText(detection(), { colour: false, elapsedMs: 1234 })).toMatchInlineSnapshot(`
      "1 defect · cases: ours · seeds 1 to 10 · cap 5,000 cases · 1.2 s

        defect     rule  property                      found  median    p95  minimal  executions
        overclaim  R46   contract/information-bounded  10/10      12  1,034    10/10          49
        all                                            10/10      12  1,034    10/10

        below 1 published trace of at most 3 operations: 120 simpler traces tried, none of them fails

        properties: comparisons on the correct drivers, and the defects that show that they can fail:
          model/status                  612,000  none
          contract/information-bounded   41,000  overclaim

        nothing compared here: contract/terminates

        correct drivers:
          article: 3,000 cases, no finding

      every defect found, and minimized to the published trace (exit 0)
      "
    `);
  });

  it('shows traces that are not the published one, and accusations', () => {
    expect(detectionText(differing(), { colour: false })).toMatchInlineSnapshot(`
      "1 defect · cases: ours · seeds 1 to 10 · cap 5,000 cases

        defect     rule  property                      found  median    p95  minimal  executions
        overclaim  R46   contract/information-bounded   9/10      12  1,034     7/10          49
        all                                             9/10      12  1,034     7/10

        overclaim: 2 seeds led to another trace than the published one
          machine: buffers on reversed frames
          open  \\??\\Example
          write offset 0, 1 byte, buffer page 0 +0x001

        below 1 published trace of at most 3 operations: 7 simpler traces tried, 1 of them fails
          overclaim:
            open  \\??\\Example
            write offset 0, 1 byte, buffer page 0 +0x001

        properties: comparisons on the correct drivers, and the defects that show that they can fail:
          model/status                  612,000  none
          contract/information-bounded   41,000  overclaim

        nothing compared here: contract/terminates

        correct drivers:
          article: 3,000 cases, model/data wrong-bytes

      1 search found nothing; 2 traces not as published; 1 published trace not minimal; accused: article (exit 1)
      "
    `);
  });

  it('is coloured where that is asked for', () => {
    expect(detectionText(detection(), { colour: true })).toContain('\u001b[32m');
    expect(detectionText(differing(), { colour: true })).toContain('\u001b[31m');
  });
});

describe('the verdict', () => {
  it('conforms where everything is as published', () => {
    expect(detectionVerdictOf(detection()).exitCode).toBe(0);
  });

  it('fails closed', () => {
    expect(detectionVerdictOf(differing()).exitCode).toBe(1);
    expect(detectionVerdictOf(detection({ found: 9 }))).toEqual({
      exitCode: 1,
      text: '1 search found nothing',
    });
    expect(detectionVerdictOf(detection({ conclusion: 'differs' })).exitCode).toBe(1);
  });

  it('is incomplete where it was interrupted', () => {
    const { exitCode, text } = detectionVerdictOf(detection({ conclusion: 'interrupted', searches: 3 }));
    expect([exitCode, text]).toEqual([5, 'interrupted after 3 searches']);
  });
});
