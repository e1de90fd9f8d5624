import { expect, test } from 'vitest';

import { breakLongWords, foundInAny, holdBack, takePiece } from './text-pieces';

function fragment(html: string): DocumentFragment {
  return document.createRange().createContextualFragment(html);
}

function htmlOf(piece: DocumentFragment): string {
  const holder = document.createElement('div');
  holder.append(piece);
  return holder.innerHTML;
}

function piecesOf(text: DocumentFragment): DocumentFragment[] {
  const pieces = [];
  while (text.hasChildNodes()) pieces.push(takePiece(text));
  return pieces;
}

test('a text of ordinary length is one piece, and as it was', () => {
  const html = '<h2 id="a">A</h2><ol start="3"><li>b</li></ol>' + '<p>c</p>'.repeat(900);
  expect(piecesOf(fragment(html)).map(htmlOf)).toEqual([html]);
});

test.each([
  ['paragraphs', '<p>a</p>'.repeat(2100)],
  ['line breaks in one paragraph', `<p>${'a<br>'.repeat(2100)}</p>`],
  ['cells of one table', `<table><tbody>${'<tr><td>a</td><td>b</td></tr>'.repeat(900)}</tbody></table>`],
  [
    'details in one another',
    `${'<details>a'.repeat(30)}${'<p>b</p>'.repeat(2100)}${'</details>'.repeat(30)}`,
  ],
  ['one word', `<p>${'a'.repeat(600_000)}</p>`],
  ['letters with marks', `<p>${`a${'\u0301'.repeat(20)}`.repeat(15_000)}</p>`],
  ['signs of two units', `<p>a${'😀'.repeat(200_000)}</p>`],
])('%s come in pieces that are bounded, and no word is lost', (_, html) => {
  const text = fragment(html);
  breakLongWords(text);
  const words = text.textContent;
  const pieces = piecesOf(text);
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.map((piece) => piece.textContent).join('')).toBe(words);
  for (const piece of pieces) {
    expect(piece.querySelectorAll('*').length).toBeLessThanOrEqual(4100);
    expect(piece.textContent.length).toBeLessThanOrEqual(250_001);
    expect(piece.textContent).not.toMatch(/\p{Surrogate}/u);
  }
});

test('a list that is cut goes on with its numbers, and its id stays with the first half', () => {
  const items = '<li>a</li>'.repeat(3000);
  const [first, second] = piecesOf(fragment(`<ol id="list" start="10">${items}</ol>`));
  const count = first?.querySelectorAll('li').length ?? 0;
  expect(first?.querySelector('#list')).not.toBeNull();
  expect(second?.querySelector('#list')).toBeNull();
  expect(second?.querySelector('ol')?.start).toBe(10 + count);
});

test('only words that no line could hold may be broken anywhere', () => {
  const text = fragment(`<p>${'word '.repeat(1000)}</p><p>${'a'.repeat(1200)}</p>`);
  breakLongWords(text);
  const [words, long] = text.querySelectorAll('p');
  expect(words?.querySelector('wbr')).toBeNull();
  expect([...(long?.childNodes ?? [])].map((node) => node.textContent?.length)).toEqual([
    500, 0, 500, 0, 200,
  ]);
});

test('what is looked for is found in a piece that was not shown yet', () => {
  const root = document.createElement('div');
  root.innerHTML = '<p>a</p>';
  const rest = ['<p>b</p>', '<p id="c">c</p>', '<p>d</p>'];
  const more = () => {
    root.insertAdjacentHTML('beforeend', rest.shift() ?? '');
    return rest.length > 0;
  };
  holdBack(root, { more, rest: () => fragment(rest.join('')) });
  expect(foundInAny(root, () => root.querySelector('#c'))?.textContent).toBe('c');
  expect(rest).toHaveLength(1);
  expect(foundInAny(root, () => root.querySelector('#never'))).toBeNull();
});
