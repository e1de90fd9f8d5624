// Small documents for tests.
import type {
  ConflictPart,
  ConflictRow,
  DraftRow,
  GroupDraft,
  SaveState,
  Library,
  MergedIn,
  NewsRow,
  OpenedConflict,
  OpenedDraft,
  Person,
  PublishPlan,
  QuestionPage,
  RecordRow,
  ResponseCard,
  ResponsePage,
  Unread,
  WhatIsNew,
  WindowState,
  WritingAs,
} from '$lib/program/wire';
import type { DraftSession } from '$lib/state/draft-session.svelte';
import type { OpenDraft } from '$lib/state/open-drafts.svelte';

export function person(with_: Partial<Person> = {}): Person {
  return {
    path: 'contributors/jane-doe.md',
    name: 'Jane Doe',
    position: 'Professor of Law, York',
    image: null,
    bioHtml: null,
    ...with_,
  };
}

export function card(with_: Partial<ResponseCard> = {}): ResponseCard {
  return {
    path: 'responses/expertise.md',
    title: 'Expertise is not authority',
    day: '2021-05-24',
    scheduled: false,
    people: [person()],
    thesis: null,
    excerpt: 'It begins like this.',
    stance: null,
    words: 1420,
    minutes: 7,
    link: 'two-way',
    repliesTo: [],
    broken: false,
    ...with_,
  };
}

export function record(with_: Partial<RecordRow> = {}): RecordRow {
  return {
    id: 1,
    at: Date.UTC(2026, 2, 4, 14, 2),
    doing: 'arrived',
    path: 'responses/expertise.md',
    wasAt: null,
    kind: 'response',
    title: 'Expertise is not authority',
    people: ['Jane Doe'],
    written: null,
    mine: null,
    times: 1,
    documents: 1,
    texts: 0,
    kept: null,
    isThere: false,
    ...with_,
  };
}

export function questionPage(with_: Partial<QuestionPage> = {}): QuestionPage {
  return {
    path: 'questions/deference.md',
    wording: '7',
    title: 'Should courts defer?',
    day: '2021-05-01',
    scheduled: false,
    html: '<p>Should they?</p>',
    contents: [],
    asks: [],
    due: null,
    wordLimit: null,
    revisits: null,
    entries: [],
    round: null,
    notices: [],
    ...with_,
  };
}

export function responsePage(with_: Partial<ResponsePage> = {}): ResponsePage {
  return {
    card: card(with_.card),
    title: with_.card?.title ?? card().title,
    thesis: with_.card?.thesis ?? null,
    wording: '7',
    question: { kind: 'question', path: 'questions/deference.md', title: 'Should courts defer?' },
    unfiled: null,
    html: '<p>They should not.</p>',
    raw: false,
    contents: [],
    repliesTo: [],
    replies: [],
    others: [],
    previous: null,
    next: null,
    notices: [],
    ...with_,
  };
}

export function library(with_: Partial<Library> = {}): Library {
  return {
    title: 'The seminar',
    questions: [],
    unfiled: 0,
    unpublished: 0,
    problems: 0,
    documents: 0,
    ...with_,
  };
}

export function windowState(with_: Partial<WindowState> = {}): WindowState {
  return {
    folder: {
      number: 1,
      title: 'The seminar',
      place: '~/seminar',
      sample: false,
      status: { kind: 'up-to-date' },
    },
    recents: [],
    theme: 'system',
    textSize: 100,
    platform: 'linux',
    trouble: null,
    whose: null,
    version: '0.1.0',
    notify: false,
    ...with_,
  };
}

export function draftRow(with_: Partial<DraftRow> = {}): DraftRow {
  return {
    id: 1,
    title: 'Attention',
    place: 'private',
    fromGroup: false,
    file: '~/drafts/attention.md',
    question: { kind: 'question', path: 'questions/deference.md', title: 'Should courts defer?' },
    revises: null,
    words: 3,
    changed: 0,
    unsaved: false,
    ...with_,
  };
}

export function draftPage(with_: Partial<OpenedDraft> = {}): OpenedDraft {
  return {
    folder: 1,
    row: draftRow(),
    fields: {
      title: 'Attention',
      thesis: '',
      stance: '',
      description: '',
      contributors: ['jane-doe'],
      language: 'en-GB',
    },
    body: 'Courts should listen.\n',
    wordLimit: null,
    due: null,
    repliesTo: [],
    sequence: 4,
    recovery: null,
    readOnly: null,
    unseen: null,
    ...with_,
  };
}

export function groupDraft(with_: Partial<GroupDraft> = {}): GroupDraft {
  return {
    path: 'drafts/listening-ali-reza.md',
    id: null,
    title: 'Listening',
    people: ['Ali Reza'],
    isMine: false,
    question: { kind: 'question', path: 'questions/deference.md', title: 'Should courts defer?' },
    words: 211,
    changed: 0,
    ...with_,
  };
}

/** The page of a draft as the rest of the window knows it. */
export function openDraft(session: DraftSession, with_: Partial<OpenDraft> = {}): OpenDraft {
  return {
    session,
    question: null,
    flush: () => undefined,
    insert: () => undefined,
    quoted: () => undefined,
    act: () => undefined,
    replaceBy: () => Promise.resolve(true),
    ...with_,
  };
}

export function kept(with_: Partial<SaveState> = {}): SaveState {
  return { sequence: 4, saved: 0, trouble: null, outside: false, merged: null, ...with_ };
}

/** Somebody else has put `word` at the beginning of a draft. */
export function cameIn(word: string, with_: Partial<MergedIn> = {}): MergedIn {
  return {
    changes: [[0, 0, word]],
    fields: draftPage().fields,
    keys: [],
    unseen: { at: 0, keys: [], pieces: [], added: 1, removed: 0 },
    ...with_,
  };
}

export function writingAs(with_: Partial<WritingAs> = {}): WritingAs {
  return { slug: 'jane-doe', person: person(), new: false, ...with_ };
}

export function publishPlan(with_: Partial<PublishPlan> = {}): PublishPlan {
  return {
    key: 'first',
    files: [
      {
        path: 'questions/deference.md',
        what: 'changed',
        diff: '@@ -2,2 +2,3 @@\n responses:\n+  - attention\n-  - old\n',
      },
    ],
    slug: 'attention',
    warnings: [],
    ...with_,
  };
}

export function unread(with_: Partial<Unread> = {}): Unread {
  return {
    path: 'responses/expertise.md',
    isQuestion: false,
    why: 'new',
    at: 0,
    questions: ['questions/deference.md'],
    read: null,
    comparable: false,
    ...with_,
  };
}

export function conflictRow(with_: Partial<ConflictRow> = {}): ConflictRow {
  return {
    key: 'draft:1',
    kind: 'draft',
    title: 'Attention',
    file: 'drafts/attention.md',
    copy: null,
    draft: 1,
    target: null,
    engine: null,
    from: null,
    at: null,
    gone: false,
    ...with_,
  };
}

export function newsRow(with_: Partial<NewsRow> = {}): NewsRow {
  return {
    target: { kind: 'response', path: 'responses/expertise.md', title: 'Expertise is not authority' },
    people: 'Jane Doe',
    question: { kind: 'question', path: 'questions/deference.md', title: 'Should courts defer?' },
    why: 'new',
    unread: true,
    at: 7,
    read: null,
    comparable: false,
    ...with_,
  };
}

/** A paragraph in which both sides have put another word in the place of "listen". */
export function touchingPart(with_: Partial<ConflictPart> = {}): ConflictPart {
  return {
    state: 'conflict',
    base: 'Courts should listen.',
    mine: 'Courts should decide.',
    theirs: 'Courts should wait.',
    merged: null,
    minePieces: [
      { side: 'both', text: 'Courts should ' },
      { side: 'removed', text: 'listen' },
      { side: 'added', text: 'decide' },
      { side: 'both', text: '.' },
    ],
    theirsPieces: [
      { side: 'both', text: 'Courts should ' },
      { side: 'removed', text: 'listen' },
      { side: 'added', text: 'wait' },
      { side: 'both', text: '.' },
    ],
    ...with_,
  };
}

export function whatIsNew(with_: Partial<WhatIsNew> = {}): WhatIsNew {
  return { since: 1, fresh: [], older: [], withdrawn: [], conflicts: [], totals: [0, 0, 0, 0], ...with_ };
}

/** A paragraph that only the folder's text has changed. */
export function mergedPart(with_: Partial<ConflictPart> = {}): ConflictPart {
  return {
    state: 'theirs',
    base: 'So they say.',
    mine: 'So they say.',
    theirs: 'So they all say.',
    merged: 'So they all say.',
    minePieces: [{ side: 'both', text: 'So they say.' }],
    theirsPieces: [
      { side: 'both', text: 'So they ' },
      { side: 'added', text: 'all ' },
      { side: 'both', text: 'say.' },
    ],
    ...with_,
  };
}

/** A paragraph that both sides have as it was. */
export function samePart(merged = 'This stays.'): ConflictPart {
  return {
    state: 'same',
    base: null,
    mine: null,
    theirs: null,
    merged,
    minePieces: [],
    theirsPieces: [],
  };
}

export function conflictPage(with_: Partial<OpenedConflict> = {}): OpenedConflict {
  return {
    folder: 1,
    row: conflictRow(),
    token: 'first',
    mine: 'yours',
    theirs: 'in-file',
    hasBase: true,
    fields: [],
    parts: [touchingPart(), samePart(), mergedPart()],
    open: 1,
    whole: null,
    removal: null,
    canKeepBoth: true,
    ...with_,
  };
}
