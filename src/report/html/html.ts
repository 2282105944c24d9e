import type { CampaignResult } from '../../trace/result/result.ts';
import { causesOf, moreWaysText, type PlacedFinding } from '../causes.ts';
import type { ReportContext } from '../context.ts';
import { shortened } from '../format.ts';
import { campaignSections } from './campaign.ts';
import { causeGroup, type ReportedCause } from './cause.ts';
import { html } from './escape.ts';
import type { ReportedFinding } from './finding.ts';
import { navigation } from './navigation.ts';
import { page } from './page.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './styles/style.ts';
import { verdictHeader, verdictTitle } from './verdict.ts';

/** By cause, numbered in the order in which they stand. */
function reportedCauses(result: CampaignResult, context: ReportContext): ReportedCause[] {
  let number = 0;
  const reported = ({ finding, index }: PlacedFinding): ReportedFinding => {
    number += 1;
    return {
      finding,
      number,
      total: result.findings.length,
      tracePath: context.tracePaths[index],
      folder: context.folder,
      documentation: context.documentation.find(({ id }) => id === finding.property),
    };
  };
  return causesOf(result).map((cause) => ({
    more: moreWaysText(cause),
    simplest: reported(cause.simplest),
    others: cause.others.map(reported),
  }));
}

/**
 * The report to look at: one page that opens offline, with all a finding's evidence. It can be read without its
 * script, which copies commands, jumps and filters. Ends with a line break.
 */
export function htmlReport(result: CampaignResult, context: ReportContext): string {
  const causes = reportedCauses(result, context);
  const findings = causes.flatMap(({ simplest, others }) => [simplest, ...others]);
  const articles = causes.map((cause) => causeGroup(cause, result.openName));
  const sections = campaignSections(result, findings);
  const none = html`<p class="none">No finding.</p>`;
  return page({
    title: `${verdictTitle(result)} · ${shortened(result.subject, 80)} · irpcheck`,
    style: STYLE,
    script: SCRIPT,
    header: verdictHeader(result),
    navigation: navigation(findings, sections),
    main: html`<section class="findings" aria-labelledby="findings"><h2 id="findings">Findings</h2>${findings.length === 0 ? none : articles}</section>
      ${sections.map(({ id, title, content }) => html`<section class="about" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`)}`,
  });
}
