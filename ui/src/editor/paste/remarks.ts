// Leaves out what only the people who worked on a text were to see: remarks at its edge, and what they have deleted.

/** The marks and the texts of remarks, as Word and Google Docs write them. */
const REMARK_TEXTS = '.msocomtxt, .MsoCommentText, .MsoCommentSubject, a[id^="cmnt"]:not([id^="cmnt_ref"])';
const REMARK_MARKS = '.msocomanchor, a[name^="_msoanchor"], a[id^="cmnt_ref"]';
const REMARK_RESTS = '.MsoCommentReference, .msocomoff, a[name^="_msocom"]';
const DELETED = '.msoDel, del[cite], del[datetime]';

/** Takes the remarks out of `root`; how many there were. */
export function takeRemarks(root: HTMLElement): number {
  const texts = new Set<Element>();
  for (const text of root.querySelectorAll(REMARK_TEXTS)) {
    texts.add(text.closest('.msocomtxt') ?? (text.localName === 'a' ? paragraphOf(text) : text));
  }
  const marks = [...root.querySelectorAll(REMARK_MARKS)].filter(
    (mark) => ![...texts].some((it) => it.contains(mark)),
  );
  for (const mark of marks) (mark.closest('.MsoCommentReference, sup') ?? mark).remove();
  for (const text of texts) text.remove();
  for (const rest of root.querySelectorAll(REMARK_RESTS)) rest.remove();
  return Math.max(marks.length, texts.size);
}

/** The element that holds nothing but this remark. */
function paragraphOf(mark: Element): Element {
  const paragraph = mark.closest('p') ?? mark;
  const around = paragraph.parentElement;
  return around?.localName === 'div' && around.querySelectorAll('[id^="cmnt"]').length === 1
    ? around
    : paragraph;
}

/** Takes out what is marked as deleted while changes were being followed; how many passages there were. */
export function takeDeleted(root: HTMLElement): number {
  let count = 0;
  for (const deleted of root.querySelectorAll(DELETED)) {
    if (!deleted.parentElement?.closest(DELETED) && deleted.textContent.trim() !== '') count += 1;
    deleted.remove();
  }
  return count;
}
