/** The languages that programs of sessions are written in. */
export const DEMO_LANGUAGES = ['c'] as const;

export type DemoLanguage = (typeof DEMO_LANGUAGES)[number];
