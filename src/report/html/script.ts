/**
 * What the page does beside being read: copies, jumps between findings, filters them. Plain JavaScript of 2020, and
 * text, because it runs where the report is read.
 */
export const SCRIPT = `
'use strict';
{
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const one = (id) => document.getElementById(id);
  const say = (text) => { one('said').textContent = text; };

  for (const part of all('.copy, .filters')) part.hidden = false;

  // Copying: to the clipboard, or by selecting the text where a browser forbids that.
  const select = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };
  const copy = async (button) => {
    const source = button.parentElement.querySelector('code');
    const label = button.querySelector('[data-label]');
    let done = 'Copied';
    try {
      await navigator.clipboard.writeText(source.textContent);
    } catch {
      select(source);
      done = document.execCommand('copy') ? 'Copied' : 'Selected';
    }
    label.textContent = done;
    say(done);
    setTimeout(() => { label.textContent = 'Copy'; }, 1600);
  };
  document.addEventListener('click', (event) => {
    const button = event.target.closest('.copy');
    if (button !== null) copy(button);
  });

  // Boxes that show everything need no place among what the keyboard reaches.
  const boxes = all('.scroll, pre[tabindex]');
  const settle = (box) => {
    if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  };
  const observer = new ResizeObserver((entries) => { for (const { target } of entries) settle(target); });
  for (const box of boxes) observer.observe(box);

  // The entry of the finding that is being read is marked in the list.
  const findings = all('article.finding');
  const entries = new Map(all('[data-of]').map((entry) => [entry.dataset.of, entry]));
  const link = (finding) => entries.get(finding.id).querySelector('a');
  const mark = (finding) => {
    for (const entry of entries.values()) entry.querySelector('a').removeAttribute('aria-current');
    link(finding).setAttribute('aria-current', 'true');
  };
  const watcher = new IntersectionObserver((changes) => {
    for (const change of changes) if (change.isIntersecting) mark(change.target);
  }, { rootMargin: '-20% 0px -75% 0px' });
  for (const finding of findings) watcher.observe(finding);

  // Filtering.
  const filter = one('filter');
  const mode = one('mode');
  const narrow = () => {
    const words = filter.value.toLowerCase().split(/\\s+/).concat(mode.value).filter((word) => word !== '');
    let shown = 0;
    for (const finding of findings) {
      finding.hidden = !words.every((word) => finding.dataset.words.includes(word));
      entries.get(finding.id).hidden = finding.hidden;
      if (!finding.hidden) shown += 1;
    }
    for (const part of all('.ways')) part.hidden = all('.finding', part).every(({ hidden }) => hidden);
    one('filtered').textContent = words.length === 0 ? '' : shown + ' of ' + findings.length + ' shown';
  };
  if (filter !== null) {
    filter.addEventListener('input', narrow);
    mode.addEventListener('change', narrow);
  }

  // A finding that is folded away is unfolded before it is gone to.
  const unfold = (finding) => {
    const folded = finding.closest('.ways > details');
    if (folded !== null) folded.open = true;
  };
  const unfoldNamed = () => {
    const named = findings.find(({ id }) => '#' + id === location.hash);
    if (named === undefined) return;
    unfold(named);
    named.scrollIntoView();
  };
  addEventListener('hashchange', unfoldNamed);
  unfoldNamed();

  // Jumping: j or n to the next finding, k or p to the one before.
  const jump = (step) => {
    const shown = findings.filter((finding) => !finding.hidden);
    const focused = document.activeElement.closest('article.finding');
    const read = findings.find((finding) => link(finding).hasAttribute('aria-current'));
    const current = shown.indexOf(focused ?? read);
    const next = current === -1 ? (step > 0 ? 0 : shown.length - 1) : current + step;
    const target = shown[Math.min(Math.max(next, 0), shown.length - 1)];
    if (target === undefined) return;
    unfold(target);
    target.focus({ preventScroll: true });
    target.scrollIntoView();
    mark(target);
  };
  const STEPS = { j: 1, n: 1, k: -1, p: -1 };
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input:not([type=radio], [type=checkbox]), select, textarea') !== null;
    const off = filter === null || !one('keys').checked;
    if (typing || off || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/') {
      event.preventDefault();
      filter.focus();
    } else if (Object.hasOwn(STEPS, event.key)) {
      event.preventDefault();
      jump(STEPS[event.key]);
    }
  });

  // A part that is folded is unfolded on paper.
  addEventListener('beforeprint', () => { for (const part of all('details')) part.open = true; });
}
`;
