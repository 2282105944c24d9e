/** What a trace can be exported to. */
export type ExportLanguage = 'rust' | 'c' | 'powershell' | 'vitest';

export const EXPORT_LANGUAGES: readonly ExportLanguage[] = ['rust', 'c', 'powershell', 'vitest'];

/** How the names of exported files end. */
export const EXPORT_ENDINGS: Readonly<Record<ExportLanguage, string>> = {
  rust: '.rs',
  c: '.c',
  powershell: '.ps1',
  vitest: '.test.ts',
};
