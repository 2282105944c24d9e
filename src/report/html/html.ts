import type { CampaignResult } from '../../trace/result.ts';
import type { ReportContext } from '../context.ts';
import { printable } from '../format.ts';
import { textReport } from '../text.ts';

/** Text that HTML takes for text, in attributes too. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The result as one HTML file that needs no other. */
export function htmlReport(result: CampaignResult, context: ReportContext): string {
  const title = escaped(`irpcheck: ${printable(result.subject)}`);
  const text = escaped(textReport(result, context, { colour: false }));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<h1>${title}</h1>
<pre>${text}</pre>
</html>
`;
}
