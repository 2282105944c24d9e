import { describe, expect, it } from 'vitest';
import { type XmlElement, xmlDocument } from '../../src/report/xml.ts';

const EVIL = '<&"\']]> &lt; &#0; &nbsp; -->';

function element(name: string, content: XmlElement['content'], attributes = {}): XmlElement {
  return { name, content, attributes };
}

describe('xmlDocument', () => {
  it('has one element a line, each inside its parent', () => {
    const tree = element('a', [
      element('b', [element('c', '')]),
      element('b', 'two\nlines'),
      element('d', []),
    ]);
    expect(xmlDocument(tree)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <a>
        <b>
          <c/>
        </b>
        <b>two
      lines</b>
        <d/>
      </a>
      "
    `);
  });

  it('has attributes in the order they are given', () => {
    expect(xmlDocument(element('a', 'x', { z: 1.5, b: '' }))).toContain('<a z="1.5" b="">x</a>');
  });

  it('escapes what means something to a reader, also where it looks escaped already', () => {
    const escaped = '&lt;&amp;{"}\']]&gt; &amp;lt; &amp;#0; &amp;nbsp; --&gt;';
    const [attribute, text] = [escaped.replace('{"}', '&quot;'), escaped.replace('{"}', '"')];
    expect(xmlDocument(element('a', EVIL, { text: EVIL }))).toContain(`<a text="${attribute}">${text}</a>`);
  });
});
