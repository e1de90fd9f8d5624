// Everything that the page asks of the program, and everything that the program tells it. No other module talks to it.
import { convertFileSrc, invoke, type InvokeArgs } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';

import type {
  Answers,
  Events,
  MenuAction,
  ProfileEntries,
  Settlement,
  Theme,
  Typed,
  WholeSide,
  WireError,
  Written,
} from './wire';

function ask<C extends keyof Answers>(command: C, args?: InvokeArgs): Promise<Answers[C]> {
  return invoke<Answers[C]>(command, args);
}

export const program = {
  windowState: () => ask('window_state'),
  keepDropped: (number: number, index: number) => ask('keep_dropped', { number, index }),
  keepCopied: () => ask('keep_copied'),
  selectedText: () => ask('selected_text'),
  chooseFromMenu: (item: string) => ask('choose_from_menu', { item }),
  chooseFolder: () => ask('choose_folder'),
  openRecent: (id: number) => ask('open_recent', { id }),
  forgetRecent: (id: number) => ask('forget_recent', { id }),
  openSample: () => ask('open_sample'),
  answerWhose: (other: number | null) => ask('answer_whose', { other }),
  letGoOfFolder: (folder: number) => ask('let_go_of_folder', { folder }),
  setPreferences: (theme: Theme, textSize: number) => ask('set_preferences', { theme, textSize }),
  offerActions: (actions: MenuAction[], copy: boolean, cut: boolean) =>
    ask('offer_actions', { actions, copy, cut }),
  stopReading: () => ask('stop_reading'),
  goOnReading: () => ask('go_on_reading'),
  library: () => ask('library'),
  today: () => ask('today'),
  question: (path: string) => ask('question', { path }),
  response: (path: string) => ask('response', { path }),
  contributor: (path: string) => ask('contributor', { path }),
  unfiled: () => ask('unfiled'),
  unpublished: () => ask('unpublished'),
  problems: () => ask('problems'),
  search: (query: string, limit: number) => ask('search', { query, limit }),
  openLink: (from: string, href: string) => ask('open_link', { from, href }),
  activity: () => ask('activity'),
  keepNote: (text: string, warning: boolean) => ask('keep_note', { text, warning }),

  drafts: () => ask('drafts'),
  groupDrafts: () => ask('group_drafts'),
  takeUpDraft: (path: string) => ask('take_up_draft', { path }),
  draftStanding: (id: number) => ask('draft_standing', { id }),
  startDraft: (question: string, repliesTo: string | null, relation: string | null) =>
    ask('start_draft', { question, repliesTo, relation }),
  revise: (path: string, yes: boolean) => ask('revise', { path, yes }),
  openDraft: (id: number) => ask('open_draft', { id }),
  typeDraft: (folder: number, id: number, sequence: number, typed: Typed) =>
    ask('type_draft', { folder, id, sequence, typed }),
  bringTogether: (folder: number, id: number, base: Written, mine: Written) =>
    ask('bring_together', { folder, id, base, mine }),
  saveDraft: (folder: number, id: number) => ask('save_draft', { folder, id }),
  closeDraft: (folder: number, id: number) => ask('close_draft', { folder, id }),
  recoverDraft: (id: number, restore: boolean) => ask('recover_draft', { id, restore }),
  compareRecovery: (id: number) => ask('compare_recovery', { id }),
  records: (most: number) => ask('records', { most }),
  keptTogether: (record: number) => ask('kept_together', { record }),
  keptText: (id: number) => ask('kept_text', { id }),
  compareKept: (id: number, path: string | null, other: number | null) =>
    ask('compare_kept', { id, path, other }),
  leftResponse: (slug: string) => ask('left_response', { slug }),
  putBack: (id: number) => ask('put_back', { id }),
  takeOut: (id: number) => ask('take_out', { id }),
  lookAgain: () => ask('look_again'),

  draftVersions: (id: number) => ask('draft_versions', { id }),
  nameVersion: (id: number, name: string) => ask('name_version', { id, name }),
  compareVersion: (id: number, version: number, against: number | null) =>
    ask('compare_version', { id, version, against }),
  restoreVersion: (id: number, version: number) => ask('restore_version', { id, version }),
  shareDraft: (id: number) => ask('share_draft', { id }),
  discardDraft: (id: number) => ask('discard_draft', { id }),
  bringBackDraft: (id: number) => ask('bring_back_draft', { id }),
  draftsPutAway: () => ask('drafts_put_away'),
  preview: (markdown: string) => ask('preview', { markdown }),

  conflicts: () => ask('conflicts'),
  conflict: (key: string) => ask('conflict', { key }),
  settleConflict: (folder: number, key: string, token: string, settlement: Settlement) =>
    ask('settle_conflict', { folder, key, token, settlement }),
  settleWhole: (folder: number, key: string, token: string, side: WholeSide, removeCopy: boolean) =>
    ask('settle_whole', { folder, key, token, side, removeCopy }),
  keepBoth: (folder: number, key: string, token: string) => ask('keep_both', { folder, key, token }),
  undoSettlement: (folder: number, undo: number) => ask('undo_settlement', { folder, undo }),
  mergeSeen: (folder: number, id: number, at: number) => ask('merge_seen', { folder, id, at }),

  planPublishing: (id: number) => ask('plan_publishing', { id }),
  publish: (id: number, key: string) => ask('publish', { id, key }),
  planUnpublishing: (path: string) => ask('plan_unpublishing', { path }),
  unpublish: (path: string, key: string, yes: boolean) => ask('unpublish', { path, key, yes }),
  undoPublishing: (undo: number) => ask('undo_publishing', { undo }),

  quote: (id: number, path: string, exact: string, before: string, after: string) =>
    ask('quote', { id, path, exact, before, after }),
  quotes: (id: number) => ask('quotes', { id }),

  hiddenBy: (path: string) => ask('hidden_by', { path }),
  showRound: (path: string, shown: boolean) => ask('show_round', { path, shown }),

  writingAs: () => ask('writing_as'),
  signers: () => ask('signers'),
  writeAs: (slug: string) => ask('write_as', { slug }),
  makeProfile: (entries: ProfileEntries, photo: number[] | null, photoName: string | null) =>
    ask('make_profile', { entries, photo, photoName }),

  misspelt: (id: number, language: string, words: string[]) => ask('misspelt', { id, language, words }),
  suggestWords: (language: string, word: string) => ask('suggest_words', { language, word }),
  addWord: (language: string, word: string) => ask('add_word', { language, word }),
  ignoreWord: (id: number, word: string) => ask('ignore_word', { id, word }),
  languages: () => ask('languages'),
  addImage: (name: string, bytes: number[]) => ask('add_image', { name, bytes }),

  news: () => ask('news'),
  whatIsNew: () => ask('what_is_new'),
  markRead: (path: string, wording: string | null) => ask('mark_read', { path, wording }),
  markUnread: (path: string) => ask('mark_unread', { path }),
  markAllRead: (question: string | null) => ask('mark_all_read', { question }),
  undoMarking: (undo: number) => ask('undo_marking', { undo }),
  nextUnread: (from: string | null) => ask('next_unread', { from }),
  compareRead: (path: string) => ask('compare_read', { path }),
  setNotify: (on: boolean) => ask('set_notify', { on }),

  closingHeard: () => ask('closing_heard'),
  sharing: () => ask('sharing'),
  shareFolder: (label: string) => ask('share_folder', { label }),
  shareWith: (device: string, name: string) => ask('share_with', { device, name }),
  admitDevice: (id: string) => ask('admit_device', { id }),
  acceptFolder: (id: string, device: string) => ask('accept_folder', { id, device }),
  stopSharing: (id: string) => ask('stop_sharing', { id }),

  readyToClose: () => ask('ready_to_close'),

  /** The address of a picture of the folder. */
  picture: (path: string) => convertFileSrc(path, 'content'),

  /** Calls `hear` at each event of that name, until the returned function is called. */
  on<E extends keyof Events>(event: E, hear: (told: Events[E]) => void): () => void {
    const stop = listen<Events[E]>(event, ({ payload }) => hear(payload));
    return () => void stop.then((unlisten) => unlisten());
  },
};

/** Whatever was thrown, as the program's own kind of error. */
export function failureOf(thrown: unknown): WireError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) {
    return thrown as WireError;
  }
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) };
}
