import { expect, test } from 'vitest';

import { pasteHtml } from './paste';
import { plainText } from './plain';

const markdown = (html: string) => pasteHtml(html).text;

test('what is raised or lowered stays so', () => {
  expect(markdown('<p>10<sup>6</sup> CO<sub>2</sub> <span style="vertical-align:super">st</span></p>')).toBe(
    '10<sup>6</sup> CO<sub>2</sub> <sup>st</sup>',
  );
});

test('verse keeps its lines and what they are set in by, a paragraph loses its tab', () => {
  expect(markdown('<p>One<br>&nbsp;&nbsp;two<br><span>&nbsp; &nbsp;</span> three</p>')).toBe(
    'One  \n&nbsp;&nbsp;two  \n&nbsp;&nbsp;&nbsp;&nbsp;three',
  );
  expect(markdown('<p style="white-space: pre-wrap">One\n  two</p>')).toBe('One  \n&nbsp;&nbsp;two');
  expect(markdown(`<p>${'&nbsp;'.repeat(12)}Words.</p>`)).toBe('Words.');
});

test('the letters of a list are kept, and are numbers within another list', () => {
  expect(markdown('<ol type="a" start="3"><li>x</li><li>y</li></ol>')).toBe('(c) x  \n(d) y');
  expect(markdown('<ol type="I"><li><p>x</p></li><li>y<ul><li>z</li></ul></li></ol>')).toBe(
    '(I) x  \n(II) y\n\n- z',
  );
  expect(markdown('<ol><li>x<ol type="a"><li>y</li></ol></li></ol>')).toBe('1. x\n   1. y');
});

test('a list goes on from the number of an item', () => {
  expect(markdown('<ol><li>x</li><li value="7">y</li><li>z</li></ol>')).toBe('1. x\n7. y\n8. z');
});

test('emphasis is closed before a line ends', () => {
  expect(markdown('<p><b>one<br><br>two<br></b>three</p>')).toBe('**one**\n\n**two**  \nthree');
});

test('a table of one row is one, and cells that reach further leave their places empty', () => {
  expect(markdown('<table><tr><td>a</td><td>b</td></tr></table>')).toBe('| a | b |');
  expect(
    markdown(
      '<table><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>-</td></tr><tr><td>c<br>d</td><td>`</td></tr></table>',
    ),
  ).toBe('| a | b |\n| --- | --- |\n|  | \\- |\n| c<br>d | &#96; |');
});

test('what a table only arranges is escaped as the paragraphs that it becomes', () => {
  expect(markdown('<table><tr><td>1. x</td></tr><tr><td>- y</td></tr></table>')).toBe('1\\. x\n\n\\- y');
});

test('code stands between marks that it does not hold', () => {
  expect(markdown('<p><code>a``b</code> <code>{{ x }}</code></p><pre>```\nx\n```</pre>')).toBe(
    '``` a``b ``` <code>&#123;&#123; x }}</code>\n\n````\n```\nx\n```\n````',
  );
});

test('spaces around words from the midst of a line stay', () => {
  expect(markdown('<span> big </span>')).toBe(' big ');
  expect(markdown('<p> big </p>')).toBe('big');
});

test('a formula keeps its words once', () => {
  expect(
    markdown('<p>So <math><mi>x</mi><annotation encoding="application/x-tex">{x}</annotation></math>.</p>'),
  ).toBe('So x.');
});

test('how signs are read stands beside them', () => {
  expect(markdown('<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby></p>')).toBe(
    '漢(kan)字(ji)',
  );
});

test('plain text brings its lines and no controls', () => {
  expect(plainText('a\u000bb\r\nc\rd\u2028e\u2029f\u000cg\u0085h')).toBe('a  \nb\nc\nd  \ne\n\nf\n\ng\nh');
  expect(plainText('a\u0000b\u001b[0m\u007f\ufeff\ufffcc\ud800\td')).toBe('ab[0mc\ufffd\td');
  expect(plainText('a\u000bb', true)).toBe('a\nb');
  expect(markdown('<p>a\u000bb\u2029c\u0007</p>')).toBe('a  \nb\n\nc');
});
