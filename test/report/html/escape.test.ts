import { describe, expect, it } from 'vitest';
import { html, preformatted } from '../../../src/report/html/escape.ts';

describe('html', () => {
  it('escapes what is put into it, but for its own pieces', () => {
    const text = `<b title="x" id='y'>&`;
    expect(html`<p>${text}</p>`.markup).toBe('<p>&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;&amp;</p>');
    expect(html`<p>${html`<b>${'<'}</b>`}${[html`1`, null, html`2`]}${null}${3}</p>`.markup).toBe(
      '<p><b>&lt;</b>123</p>',
    );
  });

  it('shows controls and marks of direction', () => {
    expect(html`${'a\u202eb\u0000\n\ud800'}`.markup).toBe('a\\u202eb\\u0000\\u000a\\ud800');
  });
});

describe('preformatted', () => {
  it('keeps lines, and what JSON means', () => {
    const value = { text: 'a\u202e\u2028"<\ud800' };
    const { markup } = preformatted(JSON.stringify(value, null, 2));
    expect(markup.split('\n')).toHaveLength(3);
    expect(markup).not.toMatch(/[<\u202e\u2028]/);
    expect(JSON.parse(markup.replaceAll('&quot;', '"').replaceAll('&lt;', '<'))).toEqual(value);
  });
});
