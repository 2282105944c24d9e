import { irpcheck } from './dist.ts';

/** Digests of results: the same on every machine and every version of Node. */
export const DIGESTS_FILE = new URL('determinism.expected.json', import.meta.url);

/** The campaigns they are of. */
export const DIGESTED = [
  { driver: 'article', cases: 3000, seed: 7 },
  { driver: 'record', cases: 1500, seed: 8 },
  { driver: 'article-verbatim', cases: 900, seed: 9 },
  { driver: 'record-verbatim', cases: 900, seed: 10 },
  { driver: 'controls', cases: 900, seed: 11 },
  { driver: 'structures', cases: 600, seed: 12 },
] as const;

/** The result of a campaign in every mode of a driver, as the file that `irpcheck run` writes. */
export async function campaignResult(campaign: {
  readonly driver: string;
  readonly cases: number;
  readonly seed: number;
}): Promise<string> {
  const { driver, cases, seed } = campaign;
  const subject = irpcheck.findSubject(driver);
  return irpcheck.jsonReport(await irpcheck.runCampaign({ subject, modes: subject.modes, cases, seed }));
}
