import type { CampaignResult } from '../../trace/result/result.ts';
import type { ReportContext } from '../context.ts';
import { shortened } from '../format.ts';
import { campaignSections } from './campaign.ts';
import { html } from './escape.ts';
import { findingArticle, type ReportedFinding } from './finding.ts';
import { navigation } from './navigation.ts';
import { page } from './page.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './styles/style.ts';
import { verdictHeader, verdictTitle } from './verdict.ts';

function reportedFindings({ findings }: CampaignResult, context: ReportContext): ReportedFinding[] {
  return findings.map((finding, index) => ({
    finding,
    number: index + 1,
    total: findings.length,
    tracePath: context.tracePaths[index],
    folder: context.folder,
    documentation: context.documentation.find(({ id }) => id === finding.property),
  }));
}

/**
 * The report to look at: one page that opens offline, with all a finding's evidence. It can be read without its
 * script, which copies commands, jumps and filters. Ends with a line break.
 */
export function htmlReport(result: CampaignResult, context: ReportContext): string {
  const findings = reportedFindings(result, context);
  const articles = findings.map((each) => findingArticle(each, result.openName));
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
