import { expect } from 'vitest';
import { jsonReport } from '../../../src/report/json.ts';
import { parseResult, ResultFormatError } from '../../../src/trace/result/result-json.ts';
import { failed } from '../../report/results.ts';

export function messageOf(text: string): string {
  try {
    parseResult(text);
  } catch (error) {
    expect(error).toBeInstanceOf(ResultFormatError);
    return error instanceof Error ? error.message : '';
  }
  return 'accepted';
}

export const TEXT = jsonReport(failed());
