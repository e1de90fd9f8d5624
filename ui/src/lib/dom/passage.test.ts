import { expect, test } from 'vitest';

import { partsOf, passageIn, passageOf } from './passage';

const NOTE = '<sup id="fnref:1"><a href="#fn:1" class="footnote" role="doc-noteref">1</a></sup>';

function textOf(html: string): HTMLElement {
  const text = document.createElement('div');
  text.innerHTML = html;
  document.body.replaceChildren(text);
  return text;
}

const found = (html: string, directive: string) => passageIn(textOf(html), directive)?.toString();

test('a fragment may name an element, a passage or both', () => {
  expect(partsOf('one')).toEqual({ id: 'one', passage: '' });
  expect(partsOf(':~:text=a')).toEqual({ id: '', passage: 'text=a' });
  expect(partsOf('one:~:text=a')).toEqual({ id: 'one', passage: 'text=a' });
});

test('a passage is found whole, whatever its white space, letter case and emphasis', () => {
  expect(found('<p>So  the <em>Court</em>\n decided.</p>', 'text=the%20court%20decided')).toBe(
    'the Court\n decided',
  );
});

test('a long passage is found by its ends, across paragraphs', () => {
  expect(found('<p>One two.</p><p>Three four. Five.</p>', 'text=two.,four.')).toBe('two.Three four.');
  expect(found('<p>One two.</p>', 'text=two.,one')).toBeUndefined();
});

test('marks of notes and the notes beside a text are none of its words', () => {
  const html = `<p>They defer.${NOTE}<span class="sidenote">Not so.</span> Always.</p>`;
  expect(passageIn(textOf(html), 'text=They%20defer.%20Always.')).not.toBeNull();
  expect(passageIn(textOf(html), 'text=Not%20so.')).toBeNull();
});

test('what stands for a picture on the web is none of the words either', () => {
  const html = '<p>They <a class="web-image" href="https://a.org/b.png">Image on the web: a</a>defer.</p>';
  expect(passageIn(textOf(html), 'text=They%20defer.')).not.toBeNull();
});

test('what stands before and after tells one place from another', () => {
  const text = textOf('<p>The Court did not. The Court did.</p>');
  const starts = (directive: string) => passageIn(text, directive)?.startOffset;
  expect(starts('text=The%20Court')).toBe(0);
  expect(starts('text=not.-,The%20Court')).toBe(19);
  expect(starts('text=The%20Court,-did.')).toBe(19);
  expect(starts('text=yes-,The%20Court')).toBeUndefined();
});

test('only whole words are found', () => {
  expect(passageIn(textOf('<p>Outlaws obey the law.</p>'), 'text=law')?.startOffset).toBe(17);
  expect(found('<p>Outlaws</p>', 'text=law')).toBeUndefined();
});

test('the signs that a fragment itself uses are read as they are written', () => {
  expect(found('<p>a well-known, so &amp; so</p>', 'text=well%2Dknown%2C%20so%20%26%20so')).toBe(
    'well-known, so & so',
  );
});

test('a fragment that makes no sense finds nothing', () => {
  for (const directive of ['', 'text=', 'text=a,b,c', 'other=a', 'text=%', 'text=-,']) {
    expect(found('<p>a b c</p>', directive), directive).toBeUndefined();
  }
});

function selected(html: string, from: [string, number], to: [string, number]) {
  const text = textOf(html);
  const node = ([selector, offset]: [string, number]) =>
    [text.querySelector(selector)?.firstChild as Text, offset] as const;
  const range = document.createRange();
  range.setStart(...node(from));
  range.setEnd(...node(to));
  return passageOf(text, range);
}

test('a selection gives its words and what stands around them, without marks of notes', () => {
  const html = `<p>They <b>defer.</b>${NOTE} <i>Always.</i></p><p class="two">Do they? Yes.</p>`;
  expect(selected(html, ['b', 0], ['.two', 8])).toEqual({
    exact: 'defer. Always.\nDo they?',
    before: 'They ',
    after: ' Yes.',
  });
});

test('a selection of verse has its lines, whatever breaks them', () => {
  const exact = (html: string) => {
    const text = textOf(html);
    const range = document.createRange();
    range.selectNodeContents(text);
    return passageOf(text, range)?.exact;
  };
  const lines = 'Two roads\u2028diverged';
  expect(exact('<blockquote><p>Two roads<br />\ndiverged</p></blockquote>')).toBe(lines);
  expect(exact('<ul><li>Two <em>roads</em> <br>diverged</li></ul>')).toBe(lines);
  expect(exact('<pre><code>Two roads\n  diverged\n</code></pre>')).toBe('Two roads\u2028  diverged');
});

test('a selection that reaches beyond the text is cut to it', () => {
  const text = textOf('<p>All of it.</p>');
  const range = document.createRange();
  range.selectNode(document.body);
  expect(passageOf(text, range)).toEqual({ exact: 'All of it.', before: '', after: '' });
});

test('a selection without words is no passage', () => {
  expect(selected('<p>a b</p>', ['p', 1], ['p', 2])).toBeNull();
});
