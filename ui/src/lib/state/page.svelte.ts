// What the main pane shows: asked for when the person goes somewhere, and again when the program says it is stale.
import { tick } from 'svelte';

import { holdPlace } from '$lib/dom/scroll-anchor';
import { program, failureOf } from '$lib/program/program';
import type {
  ActivityEntry,
  OpenedConflict,
  ContributorPage,
  OpenedDraft,
  ProblemRow,
  QuestionPage,
  RecordRow,
  ResponsePage,
  SearchResults,
  Stale,
  Target,
  Unfiled,
  Unpublished,
  WhatIsNew,
  WireError,
} from '$lib/program/wire';

import { arrive } from './arrival';
import { conflicts } from './conflicts.svelte';
import { drafts } from './drafts.svelte';
import { Latest } from './latest';
import { openDrafts } from './open-drafts.svelte';
import { pane } from './pane.svelte';
import { recordList } from './record-list';
import { router, type Place } from './router.svelte';
import { addressOf, type Route } from './routes';
import { sharing } from './sharing.svelte';

export type Content =
  | { kind: 'library' }
  | { kind: 'question'; page: QuestionPage }
  | { kind: 'response'; page: ResponsePage }
  | { kind: 'contributor'; page: ContributorPage }
  | { kind: 'unfiled'; shelf: Unfiled[] }
  | { kind: 'unpublished'; rows: Unpublished[] }
  | { kind: 'problems'; rows: ProblemRow[] }
  | { kind: 'activity'; entries: ActivityEntry[]; records: RecordRow[] }
  | { kind: 'drafts' }
  | { kind: 'news'; news: WhatIsNew }
  | { kind: 'draft'; page: OpenedDraft }
  | { kind: 'sharing' }
  | { kind: 'conflicts' }
  | { kind: 'conflict'; page: OpenedConflict }
  | { kind: 'search'; results: SearchResults }
  | { kind: 'hidden'; question: Target }
  | { kind: 'gone'; route: Route }
  | { kind: 'moved'; to: Route }
  | { kind: 'failed'; failure: WireError };

/** How many results a search shows. */
const MOST_HITS = 100;

export class Page {
  /** What is shown; nothing before the first answer. It stays until the next answer is here. */
  content: Content | null = $state.raw(null);
  /** The address that `content` belongs to. */
  address = $state('');
  /** Loads the page to write in, which is no part of what is loaded at the start; the window sets it. */
  loadDraftPage: () => Promise<void> = () => Promise.resolve();
  #latest = new Latest();

  /** Shows `place`. A jump inside the page that is shown already only scrolls. */
  async show(place: Place): Promise<void> {
    if (this.content && this.address === addressOf(place.route)) {
      router.restore();
      arrive(place.route);
      return;
    }
    await this.#ask(place.route, async (content) => {
      this.content = content;
      this.address = addressOf(place.route);
      await tick();
      focusText();
      router.restore();
      arrive(place.route);
    });
  }

  /** Forgets what is shown, as when another folder is opened. */
  leave(): void {
    this.content = null;
    this.address = '';
  }

  /** Whether some of what is shown is stale. What is being written is newer than any answer, and never is. */
  shows(stale: Stale): boolean {
    const { route } = router.place;
    switch (route.kind) {
      case 'draft':
        return false;
      case 'activity':
        return stale.kind === 'activity' || stale.kind === 'records';
      case 'news':
        return stale.kind === 'news';
      case 'conflict':
        // A side may be the file of a draft, or of a copy that the route does not name.
        return stale.kind === 'everything' || stale.kind === 'documents' || this.#isOfDraft(stale);
      case 'search':
        return ['everything', 'library', 'documents'].includes(stale.kind);
      default:
        if (stale.kind === 'everything') return true;
        if ('path' in route) return stale.kind === 'documents' && stale.paths.includes(route.path);
        return stale.kind === 'library';
    }
  }

  /** The draft whose conflict is shown. */
  #isOfDraft(stale: Stale): boolean {
    const { content } = this;
    return stale.kind === 'draft' && content?.kind === 'conflict' && content.page.row.draft === stale.id;
  }

  /** Asks again for what is shown, and keeps what the person is looking at where it is; where the person is on the way to another page, for that. */
  async refresh(): Promise<void> {
    const { route } = router.place;
    // What is being written is newer than any answer.
    if (this.content?.kind === 'draft' && this.address === addressOf(route)) return;
    if (this.content && this.address !== addressOf(route)) return this.show(router.place);
    await this.#ask(route, async (content) => {
      const settle = pane.element ? holdPlace(pane.element) : null;
      this.content = content;
      this.address = addressOf(route);
      await tick();
      settle?.();
    });
  }

  #ask(route: Route, take: (content: Content) => void): Promise<void> {
    // Whoever has gone elsewhere meanwhile, perhaps back to what is shown, is not taken to the answer.
    const takeIfHere = (content: Content) => {
      if (addressOf(router.place.route) !== addressOf(route)) return;
      // This place is another one by now, and in the history too.
      if (content.kind === 'moved') router.go(content.to, { replace: true });
      else take(content);
    };
    return this.#latest.ask(
      () => contentOf(route),
      takeIfHere,
      (thrown) => takeIfHere({ kind: 'failed', failure: failureOf(thrown) }),
    );
  }
}

/** The keyboard goes on in the text, unless the person is somewhere outside of it, such as in the search field. */
function focusText(): void {
  const focused = document.activeElement;
  if (!focused || focused === document.body) pane.element?.focus({ preventScroll: true });
}

async function contentOf(route: Route): Promise<Content> {
  switch (route.kind) {
    case 'library':
      return { kind: 'library' };
    case 'question': {
      const page = await program.question(route.path);
      return page ? { kind: 'question', page } : { kind: 'gone', route };
    }
    case 'response': {
      const page = await program.response(route.path);
      return page ? { kind: 'response', page } : absent(route);
    }
    case 'contributor': {
      const page = await program.contributor(route.path);
      return page ? { kind: 'contributor', page } : { kind: 'gone', route };
    }
    case 'unfiled':
      return { kind: 'unfiled', shelf: await program.unfiled() };
    case 'unpublished':
      return { kind: 'unpublished', rows: await program.unpublished() };
    case 'problems':
      return { kind: 'problems', rows: await program.problems() };
    case 'activity':
      return { kind: 'activity', entries: await program.activity(), records: await recordList.read() };
    case 'news':
      return { kind: 'news', news: await program.whatIsNew() };
    case 'drafts':
      await Promise.all([drafts.read(), drafts.readGroup()]);
      return { kind: 'drafts' };
    case 'sharing':
      await sharing.read();
      return { kind: 'sharing' };
    case 'draft':
      // First the page, so that no session begins that cannot be shown.
      await page.loadDraftPage();
      return draftOr(route.id);
    case 'shared': {
      const id = await program.takeUpDraft(route.path).catch((thrown: unknown) => {
        if (failureOf(thrown).code === 'not-found') return null;
        throw thrown;
      });
      if (id === null) return { kind: 'gone', route };
      return { kind: 'moved', to: { kind: 'draft', id } };
    }
    case 'conflicts':
      await conflicts.read();
      return { kind: 'conflicts' };
    case 'conflict': {
      // What was typed last is a part of one side.
      openDrafts.current?.flush();
      await openDrafts.current?.session.flush();
      const page = await program.conflict(route.key);
      return page ? { kind: 'conflict', page } : { kind: 'gone', route };
    }
    case 'search':
      return { kind: 'search', results: await found(route.query) };
  }
}

/** A draft; or, where there is no such draft any more, what has become of it. */
async function draftOr(id: number): Promise<Content> {
  try {
    return { kind: 'draft', page: await openDrafts.open(id) };
  } catch (thrown) {
    const standing = await program.draftStanding(id).catch(() => null);
    if (standing?.publishedAs) return { kind: 'moved', to: { kind: 'response', path: standing.publishedAs } };
    if (standing?.putAway) return { kind: 'moved', to: { kind: 'drafts' } };
    throw thrown;
  }
}

/** Not there; or there, and hidden until the person has answered the same question. */
async function absent(route: Extract<Route, { kind: 'response' }>): Promise<Content> {
  const question = await program.hiddenBy(route.path);
  return question ? { kind: 'hidden', question } : { kind: 'gone', route };
}

function found(query: string): Promise<SearchResults> {
  if (!query.trim()) return Promise.resolve({ query, total: 0, more: false, hits: [], hides: false });
  return program.search(query, MOST_HITS);
}

export const page = new Page();
