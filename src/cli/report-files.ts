import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportContext } from '../report/context.ts';
import { fileName } from '../report/file-name.ts';
import type { CampaignResult } from '../trace/result/result.ts';
import { systemErrorText, UsageError } from './errors.ts';
import type { Environment } from './host.ts';
import type { TextOutput } from './output/text-output.ts';
import { DEFAULT_FORMS, FILE_ENDINGS, FILE_FORMS, type FileForm, type ReportForm } from './report-forms.ts';

/** The name of the file of one form. */
function reportName(driver: string, form: FileForm): string {
  return `${fileName(driver)}${FILE_ENDINGS[form]}`;
}

/** The file of one form in a folder. */
export function reportFile(folder: string, driver: string, form: FileForm): string {
  return join(folder, reportName(driver, form));
}

/** The forms among these that are files. */
export function fileForms(forms: readonly ReportForm[]): FileForm[] {
  return FILE_FORMS.filter((form) => forms.includes(form));
}

/** The forms asked for; unless some are, the usual ones, on GitHub Actions with its annotations. */
export function wantedForms(
  asked: readonly ReportForm[] | undefined,
  { GITHUB_ACTIONS }: Environment,
): readonly ReportForm[] {
  if (asked !== undefined) return asked;
  return GITHUB_ACTIONS === 'true' ? [...DEFAULT_FORMS, 'github'] : DEFAULT_FORMS;
}

/** A result in one form. What makes it is loaded when it is asked for. */
export async function reportText(
  form: ReportForm,
  result: CampaignResult,
  context: ReportContext,
  { colour }: { readonly colour: boolean } = { colour: false },
): Promise<string> {
  switch (form) {
    case 'json':
      return (await import('../report/json.ts')).jsonReport(result);
    case 'junit':
      return (await import('../report/junit.ts')).junitReport(result, context);
    case 'sarif':
      return (await import('../report/sarif.ts')).sarifReport(result, context);
    case 'ctrf':
      return (await import('../report/ctrf.ts')).ctrfReport(result, context);
    case 'markdown':
      return (await import('../report/markdown.ts')).markdownReport(result, context);
    case 'html':
      return (await import('../report/html/html.ts')).htmlReport(result, context);
    case 'github':
      return (await import('../report/github.ts')).githubReport(result, context);
    case 'text':
      return (await import('../report/text.ts')).textReport(result, context, { colour });
  }
}

/**
 * Makes a result's files in those of the forms that are files, one after the other.
 *
 * @param write writes a file of this name
 */
export async function writeReportFiles(
  result: CampaignResult,
  context: ReportContext,
  forms: readonly ReportForm[],
  write: (name: string, text: string) => Promise<void>,
): Promise<void> {
  for (const form of fileForms(forms)) {
    await write(reportName(result.subject, form), await reportText(form, result, context));
  }
}

/**
 * Prints the annotations of GitHub Actions, and adds the Markdown to the summary of the job where there is one.
 *
 * @throws {UsageError} when that can't be written
 */
export async function tellGithub(
  result: CampaignResult,
  context: ReportContext,
  output: TextOutput,
  { GITHUB_STEP_SUMMARY: summary = '' }: Environment,
): Promise<void> {
  output.write(await reportText('github', result, context));
  if (summary === '') return;
  try {
    await appendFile(summary, await reportText('markdown', result, context));
  } catch (error) {
    throw new UsageError(`cannot write to '${summary}': ${systemErrorText(error)}`);
  }
}
