import { expect, test } from 'vitest';

import { pasteHtml } from './paste';

const markdown = (html: string) => pasteHtml(html).text;
const both = (html: string) => {
  const { text, notes } = pasteHtml(html);
  return { text, notes };
};

const WORD_HEAD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-size:12.0pt;} --></style></head><body lang=EN-GB style='tab-interval:36.0pt'>
<!--StartFragment-->`;
const WORD_FOOT = `<!--EndFragment--></body></html>`;

test('a text from Word keeps its words, emphasis and headings, and nothing of its dress', () => {
  const html = `${WORD_HEAD}
<h1 style='margin-top:12pt'><b><span lang=EN-GB style='font-family:"Calibri Light"'>The  duty
of candour<o:p></o:p></span></b></h1>
<p class=MsoNormal><span lang=EN-GB>In <i style='mso-bidi-font-style:normal'>Marbury</i><i> v </i><i>Madison</i>, the
court <b style='mso-bidi-font-weight:normal'>did not</b> defer.<span style='mso-spacerun:yes'>&nbsp; </span>It
decided.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoQuote>It is emphatically the province.</p>
<p class=MsoQuote>And the duty.</p>
<p class=MsoNormal style='display:none;mso-hide:all'>hidden</p>
${WORD_FOOT}`;
  expect(markdown(html)).toBe(
    [
      '# The duty of candour',
      'In *Marbury v Madison*, the court **did not** defer. It decided.',
      '> It is emphatically the province.\n> \n> And the duty.',
    ].join('\n\n'),
  );
});

function wordItem(style: string, marker: string, words: string) {
  return `<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:${style}'><![if !supportLists]><span
lang=EN-GB style='font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]><span lang=EN-GB>${words}<o:p></o:p></span></p>`;
}

test('the lists of Word are lists, with their levels and numbers', () => {
  const html = `${WORD_HEAD}<p class=MsoNormal>Before:</p>
${wordItem('l0 level1 lfo1', '·', 'One')}
${wordItem('l0 level2 lfo1', 'o', 'Within')}
${wordItem('l0 level1 lfo1', '·', 'Two')}
<p class=MsoNormal>Between</p>
${wordItem('l1 level1 lfo2', '3.', 'Third')}
${wordItem('l1 level2 lfo2', '(a)', 'Letter')}
${wordItem('l1 level1 lfo2', '4.', 'Fourth')}
${WORD_FOOT}`;
  expect(markdown(html)).toBe(
    'Before:\n\n- One\n  - Within\n- Two\n\nBetween\n\n3. Third\n   1. Letter\n4. Fourth',
  );
});

const WORD_NOTES = `${WORD_HEAD}
<p class=MsoNormal>Deference is law.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
class=MsoFootnoteReference><span style='font-size:12.0pt'>[1]</span></span><![endif]></span></span></a> Or was
it<a style='mso-footnote-id:ftn2' href="file:///C:/Users/x/AppData/clip.htm#_ftn2" name="_ftnref2" title=""><sup>[2]</sup></a>?</p>
<!--EndFragment-->
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a><span lang=EN-GB> See <i>Chevron</i>, 467 U.S. 837.</span></p></div>
<div style='mso-element:footnote' id=ftn2><p class=MsoFootnoteText><a style='mso-footnote-id:ftn2' href="#_ftnref2"
name="_ftn2" title=""><span>[2]</span></a> Ibid.</p><p class=MsoFootnoteText>And more.</p></div>
</div></body></html>`;

test('the footnotes of Word are footnotes', () => {
  expect(both(WORD_NOTES)).toEqual({
    text: 'Deference is law.[^1] Or was it[^2]?',
    notes: '[^1]: See *Chevron*, 467 U.S. 837.\n\n[^2]: Ibid.\n\n    And more.',
  });
});

test('pasted footnotes are numbered after those that are there', () => {
  const { text, notes } = pasteHtml(WORD_NOTES, () => 8);
  expect(text).toBe('Deference is law.[^8] Or was it[^9]?');
  expect(notes).toMatch(/^\[\^8\]: See .*\n\n\[\^9\]: Ibid/);
});

test('the footnotes of LibreOffice are footnotes', () => {
  const html = `<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<style type="text/css">p { line-height: 115% }</style></head><body lang="en-GB" dir="ltr"><p style="line-height: 100%">
A claim.<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> <b>Bold</b>
<font face="Liberation Serif"><i>slanted</i></font></p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>
Its <i>source</i>.</p></div></body></html>`;
  expect(both(html)).toEqual({
    text: 'A claim.[^1] **Bold** *slanted*',
    notes: '[^1]: Its *source*.',
  });
});

test('the notes of a web page that lead back are footnotes, and one note may have two marks', () => {
  const html = `<p>One<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup> and
two<sup id="cite_ref-2"><a href="#cite_note-1">[1]</a></sup>, see <a href="#part">the part</a>.</p>
<h2 id="part">Part</h2><hr>
<ol><li id="cite_note-1"><span><b><a href="#cite_ref-1">^</a></b></span> <span>Jane, <i>Work</i>.</span>
<a href="#cite_ref-2">↩</a></li></ol>`;
  expect(both(html)).toEqual({
    text: 'One[^1] and two[^1], see the part.\n\n## Part',
    notes: '[^1]: Jane, *Work*.',
  });
});

test('Google Docs says bold and italic by styles, and bold around all by nothing', () => {
  const html = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span
style="font-size:16pt;font-weight:400;">Title</span></h2><p dir="ltr"><span style="font-weight:400">The </span><span
style="font-weight:700">strong</span><span style="font-weight:400"> and </span><span
style="font-weight:400;font-style:italic">slanted</span><span> and </span><span style="font-weight:700;font-style:italic">both</span><span>.</span></p><br/>
<ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>One</span></p></li><ul><li dir="ltr" aria-level="2"><p role="presentation"><span>Within</span></p></li></ul><li><p><span>Two</span></p></li></ul>
<p><a href="https://www.google.com/url?q=https://example.org/a&amp;sa=D"><span>a link</span></a></p></b><br class="Apple-interchange-newline">`;
  expect(markdown(html)).toBe(
    [
      '## Title',
      'The **strong** and *slanted* and ***both***.',
      '- One\n  - Within\n- Two',
      '[a link](https://example.org/a)',
    ].join('\n\n'),
  );
});

test('a web page keeps links, quotations, tables and pictures on the web', () => {
  const html = `<div><h3>Part</h3><p>See <a href="https://example.org/x (1)" onclick="x()">here</a> or
<a href="https://example.org/">https://example.org/</a>.<br>Next line</p>
<blockquote><p>Said.</p></blockquote>
<table><thead><tr><th>Case</th><th>Year</th></tr></thead><tbody><tr><td><p>A | B</p></td><td>1803</td></tr>
<tr><td colspan="2">None</td></tr></tbody></table>
<img src="https://example.org/p.png" alt="A court"><img src="data:image/png;base64,AAAA"><pre>let x = *y*;</pre></div>`;
  expect(markdown(html)).toBe(
    [
      '### Part',
      'See [here](https://example.org/x%20%281%29) or <https://example.org/>.  \nNext line',
      '> Said.',
      '| Case | Year |\n| --- | --- |\n| A \\| B | 1803 |\n| None |  |',
      '![A court](https://example.org/p.png)',
      '```\nlet x = *y*;\n```',
    ].join('\n\n'),
  );
});

test('nothing that acts comes along', () => {
  const html = `<script>alert(1)</script><p>Read <a href="javascript:alert(1)">this</a>,
<a href="java&#10;script:alert(1)">that</a>, <a href="data:text/html,x">those</a> and <a href="/relative">these</a>.
<img src="x" onerror="alert(1)"><iframe src="https://example.org"></iframe></p><style>p {}</style>`;
  expect(markdown(html)).toBe('Read this, that, those and these.');
});

test.each([
  ['[1999] AC 23, 5 * 3, snake_case and 50 % & more', '[1999] AC 23, 5 * 3, snake_case and 50 % & more'],
  ['*not* _slanted_ `code`', '\\*not\\* \\_slanted\\_ \\`code\\`'],
  ['1. Not a list', '1\\. Not a list'],
  ['- Not a list', '\\- Not a list'],
  ['# Not a heading', '\\# Not a heading'],
  ['#1 of all', '#1 of all'],
  ['&gt; Not a quotation', '\\> Not a quotation'],
  ['a &lt;b&gt; and 1 &lt; 2 and &amp;lt;', 'a \\<b> and 1 < 2 and &amp;lt;'],
  ['[^1] and [a](b)', '\\[^1] and \\[a](b)'],
  ['Well! <a href="https://example.org/">so</a>', 'Well! [so](https://example.org/)'],
  ['Well!<a href="https://example.org/">so</a>', 'Well\\![so](https://example.org/)'],
])('signs are escaped where Markdown would read them: %s', (html, expected) => {
  expect(markdown(`<p>${html}</p>`)).toBe(expected);
});

test('a heading keeps its number, and so does a cell', () => {
  expect(markdown('<p class=MsoTitle>Of <b>law</b></p><h2>1. The rule</h2>')).toBe(
    '# Of law\n\n## 1. The rule',
  );
  expect(markdown('<table><tr><td>1. a</td><td>- b</td></tr></table>')).toBe('| 1. a | - b |');
});

test('a list keeps its start, its nesting and its paragraphs', () => {
  const html =
    '<ol start="3"><li>Three<ul><li>within</li></ul></li><li><p>Four</p><p>goes on</p></li></ol><p>After</p>';
  expect(markdown(html)).toBe('3. Three\n   - within\n4. Four\n\n   goes on\n\nAfter');
});

test('what is no HTML at all is its own text', () => {
  expect(both('Plain words')).toEqual({ text: 'Plain words', notes: '' });
  expect(both('<meta charset="utf-8">')).toEqual({ text: '', notes: '' });
});

test('emphasis in several runs is one, and spaces stand outside', () => {
  expect(
    markdown('<p>a <b>b </b><b>c</b> d<i> </i><b></b>e <span style="font-weight:700">f </span>g</p>'),
  ).toBe('a **b c** d e **f** g');
});

test('a point that would keep emphasis from closing moves out of it', () => {
  expect(markdown('<p><b>Note:</b>this, <b>Note:</b> that</p>')).toBe('**Note**:this, **Note:** that');
});

test('two line breaks part paragraphs', () => {
  expect(markdown('one<br><br>two<br>three')).toBe('one\n\ntwo  \nthree');
});
