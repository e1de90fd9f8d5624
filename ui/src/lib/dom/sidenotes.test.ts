import { expect, test } from 'vitest';

import { sanitised } from './sanitise';
import { addSidenotes, mendNoteRoles, noteContent } from './sidenotes';

const NOTES = `<div class="footnotes" role="doc-endnotes"><ol>
<li id="fn:1" role="doc-endnote"><p>See <em>Chevron</em>, <a href="https://example.org">467 U.S. 837</a>. <a href="#fnref:1" class="reversefootnote" role="doc-backlink">↩</a></p></li>
<li id="fn:two" role="doc-endnote"><p>First paragraph.</p><p>Second. <a href="#fnref:two" class="reversefootnote">↩</a></p></li>
</ol></div>`;

const mark = (id: string, number: number) =>
  `<sup id="fnref:${id}" role="doc-noteref"><a href="#fn:${id}" class="footnote" rel="footnote">${number}</a></sup>`;

function text(html: string): HTMLElement {
  const holder = document.createElement('div');
  const fragment = sanitised(html + NOTES);
  addSidenotes(fragment);
  holder.append(fragment);
  return holder;
}

test('a footnote stands right after its mark, with its number and its links, without the way back', () => {
  const holder = text(`<p>Courts${mark('1', 1)} defer.</p>`);
  const aside = holder.querySelector('p > sup + .sidenote');
  expect(aside?.querySelector('.sidenote-number')?.textContent).toBe('1');
  expect(aside?.textContent).toBe('1See Chevron, 467 U.S. 837.');
  expect(aside?.querySelector('a')?.getAttribute('href')).toBe('https://example.org');
  expect(aside?.getAttribute('role')).toBe('note');
});

test('paragraphs of a note become parts, since a paragraph may not stand in a paragraph', () => {
  const holder = text(`<p>Courts${mark('two', 2)} defer.</p>`);
  expect([...holder.querySelectorAll('.sidenote-part')].map((part) => part.textContent)).toEqual([
    'First paragraph.',
    'Second.',
  ]);
  expect(holder.querySelector('.sidenote p')).toBeNull();
});

test('a note with two marks stands at the first of them', () => {
  const holder = text(`<p>One${mark('1', 1)}.</p><p>Two${mark('1', 1)}.</p>`);
  expect(holder.querySelectorAll('.sidenote')).toHaveLength(1);
  expect(holder.querySelector('p')?.querySelector('.sidenote')).not.toBeNull();
});

test('a note of a table stands before the table', () => {
  const holder = text(`<table><tbody><tr><td>Cell${mark('1', 1)}</td></tr></tbody></table>`);
  expect(holder.firstElementChild?.className).toBe('sidenote');
  expect(holder.querySelector('table .sidenote')).toBeNull();
});

test('the list at the end stays as it is, and a note without a mark stays there alone', () => {
  const holder = text('<p>No marks.</p>');
  expect(holder.querySelectorAll('.sidenote')).toHaveLength(0);
  expect(holder.querySelectorAll('.footnotes li')).toHaveLength(2);
});

test('a note bears no id twice', () => {
  const holder = text(`<p>Courts${mark('1', 1)} defer.</p>`);
  const ids = [...holder.querySelectorAll('[id]')].map((element) => element.id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('what a note says leaves the note itself as it was', () => {
  const holder = text('');
  const note = holder.querySelector('.footnotes li') as Element;
  const before = note.innerHTML;
  const shown = document.createElement('div');
  shown.append(noteContent(note));
  expect(shown.textContent.trim()).toBe('See Chevron, 467 U.S. 837.');
  expect(note.innerHTML).toBe(before);
});

test('screen readers find the mark’s role on its link, and words on the way back', () => {
  const holder = text(`<p>Courts${mark('1', 1)} defer.</p>`);
  mendNoteRoles(holder);
  expect(holder.querySelector('sup')?.hasAttribute('role')).toBe(false);
  expect(holder.querySelector('sup a')?.getAttribute('role')).toBe('doc-noteref');
  expect(holder.querySelector('.footnotes a.reversefootnote')?.getAttribute('aria-label')).toBe(
    'Back to the text',
  );
  expect(holder.querySelector('.footnotes')?.getAttribute('role')).toBe('doc-endnotes');
});
