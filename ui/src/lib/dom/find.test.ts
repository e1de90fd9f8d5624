import { beforeEach, expect, test, vi } from 'vitest';

import { allPlacesOf, mark, placesOf, unmark, wordPlacesOf } from './find';
import { holdBack } from './text-pieces';

let root: HTMLElement;

beforeEach(() => {
  root = document.createElement('div');
  document.body.replaceChildren(root);
});

function found(html: string, words: string): string[] {
  root.innerHTML = html;
  return placesOf(root, words).map((range) => range.toString());
}

test('every place is found, whatever its letter case', () => {
  expect(found('<p>Deference and deference.</p><h2>DEFERENCE</h2>', 'deference')).toEqual([
    'Deference',
    'deference',
    'DEFERENCE',
  ]);
});

test('words that are partly emphasised are found', () => {
  expect(found('<p>the <em>Chev</em>ron rule</p>', 'chevron rule')).toEqual(['Chevron rule']);
});

test('words do not run on from one paragraph into the next', () => {
  expect(found('<p>first</p><p>second</p>', 'firstsecond')).toEqual([]);
});

test('accents, curly quotes and kinds of white space make no difference', () => {
  expect(found('<p>Élysée’s\u00a0gate</p>', "elysee's gate")).toEqual(['Élysée’s\u00a0gate']);
  expect(found('<p>𝔄 word</p>', 'word')).toEqual(['word']);
});

test('what is not shown is not found, and nothing is found of nothing', () => {
  expect(found('<p class="visually-hidden">hidden</p>', 'hidden')).toEqual([]);
  expect(found('<p>text</p>', '  ')).toEqual([]);
});

test('words are found by their plain form in every script, and marked as they are written', () => {
  expect(found('<p>Die Stra\u00dfe, der Rechts\u00adschutz</p>', 'strasse')).toEqual(['Straße']);
  expect(found('<p>der Rechts\u00adschutz</p>', 'rechtsschutz')).toEqual(['Rechts\u00adschutz']);
  expect(found('<p>The ﬁrst oﬃcer, ＡＢＣ</p>', 'officer, abc')).toEqual(['oﬃcer, ＡＢＣ']);
  expect(found('<p>قَالَ الْقَاضِي والعـــدالة</p>', 'القاضي والعدالة')).toEqual(['الْقَاضِي والعـــدالة']);
  expect(found('<p>le c<em>œu</em>r</p>', 'coeur')).toEqual(['cœur']);
  expect(found('<p>尊重立法机关</p>', '立法')).toEqual(['立法']);
  expect(found('<p>Qurʾān, Łódź</p>', 'quran')).toEqual(['Qurʾān']);
});

test('a mark in an element of its own belongs to the letter before it', () => {
  expect(found('<p>e<b>\u0301</b>tat</p>', 'etat')).toEqual(['e\u0301tat']);
});

test('what is pressed is no text that is read', () => {
  expect(found('<p>Who signs? <button>Signing</button> <a href="#x">signature</a></p>', 'sign')).toEqual([
    'sign',
    'sign',
  ]);
});

test('marks are taken out of their highlight before others are put in: WebKit paints over no others', () => {
  class Painted extends Set<Range> {}
  const highlights = new Map<string, Painted>();
  vi.stubGlobal('Highlight', Painted);
  vi.stubGlobal('CSS', { highlights });
  root.innerHTML = '<p>one silence, and one policy</p>';
  mark(placesOf(root, 'o'), undefined);
  const first = highlights.get('found');
  const places = placesOf(root, 'one');
  mark(places, places[1]);
  expect(highlights.get('found')).toBe(first);
  expect([...(first ?? [])]).toEqual(places);
  unmark();
  expect([...highlights.values()].map(({ size }) => size)).toEqual([0, 0]);
  vi.unstubAllGlobals();
});

test('only so many places are painted as a page bears, the current one among them', () => {
  class Painted extends Set<Range> {}
  const highlights = new Map<string, Painted>();
  vi.stubGlobal('Highlight', Painted);
  vi.stubGlobal('CSS', { highlights });
  root.innerHTML = `<p>${'word '.repeat(1000)}</p>`;
  const places = placesOf(root, 'word');
  for (const current of [places[0], places[500], places[999]] as Range[]) {
    mark(places, current);
    expect(highlights.get('found')?.size).toBeLessThanOrEqual(300);
    expect(highlights.get('found')?.has(current)).toBe(true);
  }
  vi.unstubAllGlobals();
});

test('words are found as words of their own, the longer of two that begin alike, and where nothing divides words, anywhere', () => {
  root.innerHTML = '<p>A court, courts and the courtly courts of law; 最高法院应当</p>';
  const words = (...forms: string[]) => wordPlacesOf(root, forms).map(String);
  expect(words('court', 'courts', 'courts of law')).toEqual(['court', 'courts', 'courts of law']);
  expect(words('法院')).toEqual(['法院']);
  expect(words()).toEqual([]);
});

test('what is not shown yet of a very long text is counted where it belongs', () => {
  root.innerHTML = '<p>One word.</p><div id="long"><p>A word.</p></div><p>The last word.</p>';
  const long = root.querySelector('#long') as Element;
  const rest = document.createDocumentFragment();
  rest.append('Word, word,', document.createElement('br'), 'WORD.');
  holdBack(long, { more: () => false, rest: () => rest });
  const places = allPlacesOf(root, 'word').map((place) =>
    place instanceof Range ? String(place) : place.id,
  );
  expect(places).toEqual(['word', 'word', 'long', 'long', 'long', 'word']);
  expect(allPlacesOf(root, ' ')).toEqual([]);
});
