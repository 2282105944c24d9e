import { expect, it } from 'vitest';
import { findingArticle } from '../../../src/report/html/finding.ts';
import { type BufferEvidence, NO_EVIDENCE } from '../../../src/trace/finding/evidence.ts';
import { finding } from '../results.ts';
import { parsed, textOf, withClass, withTag } from './dom.ts';
import { buffer } from './fixtures.ts';

const NOWHERE = { tracePath: undefined, folder: undefined, documentation: undefined };

/** What is drawn of the buffers of a finding: the headings, and how many pictures. */
function drawnOf(output: BufferEvidence, input?: BufferEvidence) {
  const evidence = { ...NO_EVIDENCE, buffer: output, ...(input === undefined ? {} : { input }) };
  const reported = { finding: finding({ evidence }), number: 1, total: 1, ...NOWHERE };
  const page = parsed(findingArticle(reported, '\\??\\Example').markup);
  const headings = withTag(page, 'h4').map(textOf);
  return {
    headings: headings.filter((heading) => heading.includes('buffer')),
    pictures: withClass(page, 'drawing').length,
  };
}

it('draws the one buffer of a transfer', () => {
  expect(drawnOf(buffer({}))).toEqual({ headings: ['The buffer'], pictures: 1 });
});

it('draws both buffers of a control request, and one that is given as both once', () => {
  const both = { headings: ['The input buffer', 'The output buffer'], pictures: 2 };
  expect(drawnOf(buffer({}), buffer({}))).toEqual(both);
  expect(drawnOf(buffer({ at: 1 }), buffer({}))).toEqual(both);
  expect(drawnOf(buffer({ at: 0 }), buffer({}))).toEqual({
    headings: ['The input and output buffer'],
    pictures: 1,
  });
});
