import { expect, test } from 'vitest';

import { pasteHtml } from './paste';

// The web view takes out of what comes from another program all links that do not lead to the web, Word's own styles and
// its conditions. What is left is written here as it gives it.

const both = (html: string) => {
  const { text, notes } = pasteHtml(html);
  return { text, notes };
};

test.each([
  [
    'Word',
    `<p class="MsoNormal">A<a name="_ftnref1" title=""><span class="MsoFootnoteReference"><span>[1]</span></span></a> B.</p>
     <div><br clear="all"><hr align="left" size="1" width="33%"><div id="ftn1"><p class="MsoFootnoteText"><a name="_ftn1"
     title=""><span class="MsoFootnoteReference" style="vertical-align: super;">[1]</span></a> So it is.</p></div></div>`,
  ],
  [
    'LibreOffice',
    `<p>A<a class="sdendnoteanc" name="sdendnote1anc"><sup>i</sup></a> B.</p><div id="sdendnote1"><p class="sdendnote"><a
     class="sdendnotesym" name="sdendnote1sym">i</a>So it is.</p></div>`,
  ],
  [
    'Google Docs',
    `<p>A<sup><a id="ftnt_ref1">[1]</a></sup> B.</p><hr><div><p><a id="ftnt1">[1]</a> So it is.</p></div>`,
  ],
  [
    'Wikipedia',
    `<p>A<sup id="cite_ref-a_1-0"><a>[1]</a></sup> B.</p><ol><li id="cite_note-a-1"><span class="mw-cite-backlink"><b><a>^</a></b>
     <a><sup><i><b>a</b></i></sup></a></span> <span>So it is.</span></li></ol>`,
  ],
  [
    'Pandoc',
    `<p>A<a class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> B.</p><section><hr><ol><li id="fn1"><p>So it
     is.<a class="footnote-back">↩︎</a></p></li></ol></section>`,
  ],
  [
    'kramdown',
    `<p>A<sup id="fnref:1"><a class="footnote">1</a></sup> B.</p><div><ol><li id="fn:1"><p>So it is. <a>&#8617;</a></p></li></ol></div>`,
  ],
  [
    'Asciidoctor',
    `<p>A<sup>[<a id="_footnoteref_1">1</a>]</sup> B.</p><div><hr><div id="_footnotedef_1"><a>1</a>. So it is.</div></div>`,
  ],
])('the footnotes of %s are found by their names', (_, html) => {
  expect(both(html)).toEqual({ text: 'A[^1] B.', notes: '[^1]: So it is.' });
});

test('a name alone makes no footnote of a link, a number or a heading', () => {
  const html =
    '<p>See <a id="part-link">1</a> and x<sup>2</sup>.</p><h2 id="end">End</h2><p id="note">So.</p><p><a id="ref">3</a></p><p id="notes">No.</p>';
  expect(both(html)).toEqual({ text: 'See 1 and x<sup>2</sup>.\n\n## End\n\nSo.\n\n3\n\nNo.', notes: '' });
});

function item(style: string, marker: string, words: string) {
  const space = '&nbsp;&nbsp;&nbsp;<span class="Apple-converted-space">&nbsp;</span>';
  return `<p class="MsoListParagraphCxSpMiddle" style="text-indent: -18pt; ${style}"><span style="font-family: Symbol;"><span>${marker}<span
  style="font-size: 7pt;">${space}</span></span></span>${words}</p>`;
}

test('the lists of Word are told by their markers, and nested by their margins', () => {
  const html = [
    item('', '·', 'One'),
    item('margin: 0cm 0cm 0cm 72pt;', 'o', 'Within'),
    item('margin-left: 108pt;', '§', 'Deep'),
    item('', '·', 'Two'),
  ].join('');
  expect(pasteHtml(html).text).toBe('- One\n  - Within\n    - Deep\n- Two');
});

test('where no margin is written, the kinds of markers tell how deep an item lies', () => {
  const numbers = ['1.', 'a)', 'i.', 'ii.', 'b)', '2.']
    .map((marker) => item('', marker, `at ${marker}`))
    .join('');
  expect(pasteHtml(numbers).text).toBe(
    '1. at 1.\n   1. at a)\n      1. at i.\n      2. at ii.\n   2. at b)\n2. at 2.',
  );
});

test('an initial, a sentence and a paragraph that hangs are no items', () => {
  const html = `<p class="MsoNormal" style="text-indent: -18pt">A Smith wrote it.</p>
    <p class="MsoNormal" style="text-indent: -18pt">3. Not&nbsp;so</p><p class="MsoListParagraph">Set in.</p>`;
  expect(pasteHtml(html).text).toBe('A Smith wrote it.\n\n3\\. Not\u00a0so\n\nSet in.');
});

test('remarks of reviewers and what was deleted while changes were followed are left out, and counted', () => {
  const html = `<p>It <del class="msoDel" cite="mailto:a">was gone</del><ins>came back</ins>.<span class="MsoCommentReference"><a
    class="msocomanchor" name="_msoanchor_1">[AL1]</a>&nbsp;</span> On.</p><div><hr class="msocomoff"><div id="_com_1" class="msocomtxt"><p
    class="MsoCommentText"><a class="msocomoff">[AL1]</a>For us.</p><p class="MsoCommentText">More for us.</p></div></div>
    <p><img src="file:///C:/a.png" alt="A map"><s>struck</s></p>`;
  expect(pasteHtml(html)).toEqual({
    text: 'It came back. On.\n\n~~struck~~',
    notes: '',
    leftOut: { remarks: 1, deletions: 1, pictures: 1 },
  });
});
