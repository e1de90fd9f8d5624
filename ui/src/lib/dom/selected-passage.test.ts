import { beforeEach, expect, test } from 'vitest';

import { selectedIn } from './selected-passage';

const HTML = `<p>Experts know more, <em>and courts</em> know it.<sup role="doc-noteref"><a href="#fn:1" class="footnote">1</a></sup><span class="sidenote" role="note">A note.</span> So they
defer to them.</p>
<p>That is no duty.</p>`;

let text: HTMLElement;

beforeEach(() => {
  document.body.innerHTML = `<main><div class="text" data-from="responses/a.md" data-citation="Jane Doe, “A”"></div><div class="text">Other.</div></main>`;
  text = document.querySelector('.text') as HTMLElement;
  text.innerHTML = HTML;
});

/** Selects from the first `from` to the end of the first `to`, wherever they are. */
function select(from: string, to: string) {
  const range = document.createRange();
  const at = (words: string) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const place = (node as Text).data.indexOf(words);
      if (place !== -1) return { node, place };
    }
    throw new Error(`no “${words}” here`);
  };
  const start = at(from);
  const end = at(to);
  range.setStart(start.node, start.place);
  range.setEnd(end.node, end.place + to.length);
  const selection = document.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  return selectedIn(selection);
}

test('a passage has its words, its source, and the words on each side', () => {
  expect(select('courts', 'courts')).toMatchObject({
    path: 'responses/a.md',
    citation: 'Jane Doe, “A”',
    exact: 'courts',
    before: 'Experts know more, and ',
    after: ' know it. So they defer to them.',
  });
});

test('a drag that ends outside of the text still means the text', () => {
  const range = document.createRange();
  range.setStart(text.querySelector('p:last-child')?.firstChild as Node, 8);
  range.setEnd(document.body, 1);
  document.getSelection()?.removeAllRanges();
  document.getSelection()?.addRange(range);
  expect(selectedIn(document.getSelection())?.exact).toBe('no duty.');
});

test('what is no document’s text, and what is nothing, cannot be quoted', () => {
  expect(select('Other', 'Other')).toBeNull();
  document.getSelection()?.collapseToStart();
  expect(selectedIn(document.getSelection())).toBeNull();
});
