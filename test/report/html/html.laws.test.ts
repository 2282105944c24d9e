import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { attribute, elements, rawText, withTag } from './dom.ts';
import { page } from './html.setup.ts';

describe('the page', () => {
  it('asks for nothing from elsewhere', () => {
    const loading = ['src', 'srcset', 'data', 'action', 'poster', 'background', 'style'];
    expect(
      elements(page).flatMap((element) => element.attrs.filter(({ name }) => loading.includes(name))),
    ).toEqual([]);
    const links = elements(page).flatMap((element) => attribute(element, 'href') ?? []);
    expect(links.filter((link) => !link.startsWith('#'))).toEqual([]);
    expect(withTag(page, 'link')).toEqual([]);
  });

  it('allows its own style and script alone', () => {
    const policies = elements(
      page,
      (element) => attribute(element, 'http-equiv') === 'Content-Security-Policy',
    );
    const policy = policies.map((element) => attribute(element, 'content')).join();
    expect(policy).toMatch(/^default-src 'none'; /);
    for (const tag of ['style', 'script']) {
      const [part, ...others] = withTag(page, tag).map(rawText);
      const hash = createHash('sha256').update(String(part)).digest('base64');
      expect(policy).toContain(`${tag}-src 'sha256-${hash}'`);
      expect(others).toEqual([]);
    }
    const inline = elements(page).flatMap(({ attrs }) => attrs.filter(({ name }) => name.startsWith('on')));
    expect(inline).toEqual([]);
  });
});
