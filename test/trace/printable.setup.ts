/** What a terminal, a reader or a build service is fooled by, each by what it is. */
export const UNSAFE_TEXTS: readonly (readonly [what: string, text: string, shown: string])[] = [
  ['a line break', 'a\nb', 'a\\u000ab'],
  ['a return to the start of the line', 'a\rb', 'a\\u000db'],
  ['a tab', 'a\tb', 'a\\u0009b'],
  ['NUL', 'a\0b', 'a\\u0000b'],
  ['a sequence that clears the screen', '\u001b[2J', '\\u001b[2J'],
  ['DEL', 'a\u007fb', 'a\\u007fb'],
  ['a C1 control', '\u009b31m', '\\u009b31m'],
  ['NEL', 'a\u0085b', 'a\\u0085b'],
  ['a line separator', 'a\u2028b', 'a\\u2028b'],
  ['a paragraph separator', 'a\u2029b', 'a\\u2029b'],
  ['half a character', 'a\ud800b', 'a\\ud800b'],
  ['the other half', 'a\udfffb', 'a\\udfffb'],
  ['what is no character', '\uffff\u{1fffe}', '\\uffff\\ud83f\\udffe'],
  ['a right-to-left override', '\u202etxt.exe', '\\u202etxt.exe'],
  ['isolates', '\u2066a\u2069', '\\u2066a\\u2069'],
  ['marks of direction', '\u200ea\u200fb\u061c', '\\u200ea\\u200fb\\u061c'],
  ['a space of no width', 'a\u200bb', 'a\\u200bb'],
  ['joiners between letters', 'a\u200cb\u200dc\u2060d', 'a\\u200cb\\u200dc\\u2060d'],
  ['a byte order mark', '\ufeffa', '\\ufeffa'],
  ['a soft hyphen', 'a\u00adb', 'a\\u00adb'],
  ['tag characters', 'a\u{e0041}\u{e007f}', 'a\\udb40\\udc41\\udb40\\udc7f'],
  ['selectors of no emoji', 'a\ufe0fb\ufe00\u{e0100}', 'a\\ufe0fb\\ufe00\\udb40\\udd00'],
  ['a second selector', '❤\ufe0f\ufe0f', '❤\ufe0f\\ufe0f'],
  ['a joiner with nothing to join', '😀\u200d', '😀\\u200d'],
  ['Hangul fillers', '\u115f\u1160\u3164\uffa0', '\\u115f\\u1160\\u3164\\uffa0'],
  ['a joiner of graphemes', 'a\u034fb', 'a\\u034fb'],
  ['a Mongolian selector', '\u180b\u180e', '\\u180b\\u180e'],
  ['marks of annotations', '\ufff9a\ufffb', '\\ufff9a\\ufffb'],
  ['blanks other than the space', '\u00a0\u2003\u202f\u3000\u2800', '\\u00a0\\u2003\\u202f\\u3000\\u2800'],
  ['a command of GitHub Actions', '::error::a', '\\u003a:error::a'],
  ['one with a parameter, behind blanks', '  ::Set-Output name=a::b', '  \\u003a:Set-Output name=a::b'],
  ['one of its earlier kind, anywhere', 'a ##[add-mask]b', 'a \\u0023#[add-mask]b'],
  ['a command of Azure Pipelines, anywhere', 'a ##vso[task.complete]', 'a \\u0023#vso[task.complete]'],
  ['one behind another sign', '###vso[task.complete]', '#\\u0023#vso[task.complete]'],
];

/** All of them in one text. */
export const UNSAFE_TEXT = UNSAFE_TEXTS.map(([, text]) => text).join('_');

/** First and last of what no report may hold, line breaks aside, written down by hand. */
const UNSAFE_RANGES: readonly (readonly [first: number, last: number])[] = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0xa0],
  [0xad, 0xad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x206f],
  [0x2800, 0x2800],
  [0x3000, 0x3000],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfdd0, 0xfdef],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0xfffe, 0xffff],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];

const COMMANDS = /^\s*::[a-z-]+(?: |::)|##\w*\[/i;

function isUnsafe(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  return UNSAFE_RANGES.some(([first, last]) => point >= first && point <= last);
}

/** What is not safe in a report, line breaks and emoji aside: numbers of characters, and lines that are commands. */
export function unsafeIn(report: string): readonly string[] {
  const found = new Set(Array.from(report.replaceAll('❤\ufe0f', '')).filter(isUnsafe));
  const numbers = Array.from(found, (each) => `U+${(each.codePointAt(0) ?? 0).toString(16)}`);
  return [...numbers, ...report.split('\n').filter((line) => COMMANDS.test(line))];
}
