import { describe, expect, it } from 'vitest';
import { printable, printableLines } from '../../src/trace/printable.ts';
import { UNSAFE_TEXT, UNSAFE_TEXTS, unsafeIn } from './printable.setup.ts';

describe('what is not safe is shown', () => {
  it.each(UNSAFE_TEXTS)('%s', (_what, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('once: what was shown stays', () => {
    const shown = printable(UNSAFE_TEXT);
    expect(printable(shown)).toBe(shown);
  });
});

describe('what is safe stays', () => {
  it.each([
    ['ASCII', Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')],
    ['nothing', ''],
    ['Latin letters with marks', 'Größe, naïve, Việt, e\u0301'],
    ['Greek and Cyrillic', 'Ελλάδα Україна'],
    ['Hebrew and Arabic', 'שלום مرحبا'],
    ['an Arabic number sign', '\u0600١٢٣'],
    ['Devanagari, Tamil and Thai', 'हिन्दी தமிழ் ภาษาไทย'],
    ['Chinese, Japanese and Korean', '中文、日本語「かな」한국어'],
    ['Ethiopic, Georgian, Armenian and Khmer', 'አማርኛ ქართული Հայերեն ខ្មែរ'],
    ['letters beyond the first plane', '𐍈𝒜𠀀'],
    ['signs of reports', '│ ─ → … · ≠ “a” ‘b’ – ✅ ❌'],
    ['emoji', '😀 👍🏽 ❤\ufe0f ☎\ufe0f 🇩🇪 1\ufe0f\u20e3'],
    ['emoji of several', '👩\u200d💻 👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 👩🏽\u200d❤\ufe0f\u200d👨🏿'],
    ['names of C++ and Rust', 'std::string, File::open, ::CreateFileW(), a::b::c'],
    ['signs of numbers', '# heading, ## heading, a[#1], #[derive], C##'],
    ['paths', '\\??\\Example, C:\\a b\\driver.ts, https://example.org/'],
  ])('%s', (_what, text) => {
    expect(printable(text)).toBe(text);
  });
});

it('lines stay lines', () => {
  expect(printableLines('a\n  ::error::b\n\u202ec')).toBe('a\n  \\u003a:error::b\n\\u202ec');
});

it('JSON stays the same data', () => {
  const data = { [UNSAFE_TEXT]: [UNSAFE_TEXT, '\\', '"'] };
  for (const indent of [0, 2]) {
    const text = printableLines(JSON.stringify(data, null, indent));
    expect(unsafeIn(text)).toEqual([]);
    expect(JSON.parse(text)).toEqual(data);
  }
});

it.each([
  ['the first plane', 0, 0xffff],
  ['signs of music', 0x1d100, 0x1d1ff],
  ['tags and selectors', 0xe0000, 0xe0fff],
])('every character is safe after it: %s', (_what, first, last) => {
  let all = '';
  for (let point = first; point <= last; point += 1) all += `a${String.fromCodePoint(point)}`;
  expect(unsafeIn(printable(all))).toEqual([]);
});
