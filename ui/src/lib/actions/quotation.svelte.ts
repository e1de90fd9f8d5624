// Takes a selected passage into a draft, with its source, or copies it with a citation.
import { LINE_END } from '$lib/dom/passage';
import { selectedIn, type Selected } from '$lib/dom/selected-passage';
import { m } from '$lib/paraglide/messages';
import { program } from '$lib/program/program';
import type { DraftRow } from '$lib/program/wire';
import { drafts } from '$lib/state/drafts.svelte';
import { attempt, notes } from '$lib/state/notes.svelte';
import { openDrafts } from '$lib/state/open-drafts.svelte';
import { page } from '$lib/state/page.svelte';
import { router } from '$lib/state/router.svelte';

import { startDraft } from './draft-actions';

export class Quotation {
  /** What is selected in a document's text. */
  passage: Selected | null = $state.raw(null);
  /** More than one draft may be meant: the person chooses. */
  choosing = $state(false);

  /** The question that what is shown belongs to. */
  get question(): string | null {
    const { content } = page;
    if (content?.kind === 'question') return content.page.path;
    if (content?.kind === 'response') return content.page.question?.path ?? null;
    return null;
  }

  /** The drafts that a passage may go to, the likeliest first. */
  get choices(): DraftRow[] {
    const { question } = this;
    return question ? drafts.answering(question) : [];
  }

  /** What a person can do with the passage: none where no draft could take it. */
  get canQuote(): boolean {
    return openDrafts.current !== null || this.question !== null;
  }

  /** Looks at what is selected. */
  look(): void {
    this.passage = selectedIn(document.getSelection());
    if (!this.passage) this.choosing = false;
  }

  /** Takes the selected passage into the draft that is open, or the only one; asks where there are more. */
  async quote(): Promise<void> {
    this.look();
    const { passage, question, choices } = this;
    if (!passage) return notes.mention(m.select_first());
    const { current } = openDrafts;
    if (current) return this.#quoteHere(current.session.id, passage);
    if (choices.length > 1) {
      this.choosing = true;
      return;
    }
    if (choices[0]) return this.quoteInto(choices[0]);
    if (!question) return notes.mention(m.no_question_to_quote());
    await this.quoteInNew();
  }

  /** Takes it into a draft whose page is not shown. */
  async quoteInto(row: DraftRow): Promise<void> {
    const { passage } = this;
    this.choosing = false;
    if (!passage) return;
    const sentence = await attempt(async () => {
      const { markdown } = await this.#ask(row.id, passage);
      return (await openDrafts.append(row.id, markdown)) ? m.quoted_in({ title: titleOf(row) }) : null;
    });
    if (sentence === undefined) return;
    if (sentence === null) return notes.warn(m.quote_not_now({ title: titleOf(row) }));
    this.#done();
    notes.tell(sentence, { label: m.open_draft(), act: () => router.go({ kind: 'draft', id: row.id }) });
  }

  /** Starts a draft with the passage, and goes to it. */
  async quoteInNew(): Promise<void> {
    const { passage, question } = this;
    this.choosing = false;
    if (!passage || !question) return;
    const id = await startDraft(question);
    if (id === null) return;
    await attempt(async () => openDrafts.append(id, (await this.#ask(id, passage)).markdown));
    this.#done();
    router.go({ kind: 'draft', id });
  }

  /** Copies the passage with a citation. */
  copy(): void {
    this.look();
    const { passage } = this;
    if (!passage) return notes.mention(m.select_first());
    const put = (event: ClipboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      event.clipboardData?.setData('text/plain', citedText(passage));
      event.clipboardData?.setData('text/html', citedHtml(passage));
    };
    // The clipboard's newer interface is not there in every webview, and asks for leave in some.
    document.addEventListener('copy', put, { capture: true });
    const done = document.execCommand('copy');
    document.removeEventListener('copy', put, { capture: true });
    if (done) notes.mention(m.copied_with_citation());
    else notes.warn(m.not_copied());
  }

  async #quoteHere(id: number, passage: Selected): Promise<void> {
    const quoted = await attempt(() => this.#ask(id, passage));
    if (!quoted || openDrafts.current?.session.id !== id) return;
    openDrafts.current.insert(quoted.markdown);
    openDrafts.current.quoted();
    this.#done();
  }

  #ask(id: number, { path, exact, before, after }: Selected) {
    return program.quote(id, path, exact, before, after);
  }

  #done(): void {
    document.getSelection()?.removeAllRanges();
    this.passage = null;
  }
}

function titleOf(row: DraftRow): string {
  return row.title || m.untitled();
}

/** The lines of each paragraph. */
function paragraphsOf({ exact }: Selected): string[][] {
  const paragraphs = exact.split('\n').filter((words) => words.trim() !== '');
  return paragraphs.map((words) => words.split(LINE_END));
}

function citedText(passage: Selected): string {
  const words = paragraphsOf(passage).map((lines) => lines.join('\n'));
  return `“${words.join('\n\n')}”\n— ${passage.citation}\n`;
}

function citedHtml(passage: Selected): string {
  const holder = document.createElement('div');
  const quote = document.createElement('blockquote');
  for (const lines of paragraphsOf(passage)) {
    const paragraph = quote.appendChild(document.createElement('p'));
    for (const [at, line] of lines.entries())
      paragraph.append(...(at > 0 ? [document.createElement('br')] : []), line);
  }
  const source = document.createElement('p');
  source.textContent = `— ${passage.citation}`;
  holder.append(quote, source);
  return holder.innerHTML;
}

export const quotation = new Quotation();
