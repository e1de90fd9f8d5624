// Everything that the page asks of the program, and everything that the program tells it. No other module talks to it.
import { convertFileSrc, invoke, type InvokeArgs } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';

import type { Answers, Events, Theme, WireError } from './wire';

function ask<C extends keyof Answers>(command: C, args?: InvokeArgs): Promise<Answers[C]> {
  return invoke<Answers[C]>(command, args);
}

export const desk = {
  windowState: () => ask('window_state'),
  chooseFolder: () => ask('choose_folder'),
  openRecent: (id: number) => ask('open_recent', { id }),
  forgetRecent: (id: number) => ask('forget_recent', { id }),
  openSample: () => ask('open_sample'),
  setPreferences: (theme: Theme, textSize: number) => ask('set_preferences', { theme, textSize }),
  stopReading: () => ask('stop_reading'),
  goOnReading: () => ask('go_on_reading'),
  library: () => ask('library'),
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
