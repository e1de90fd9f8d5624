// How Syncthing shares the open folder: asked for now and then while the window can be seen; and what the person agrees to is done.
import { m } from '$lib/paraglide/messages';
import { program } from '$lib/program/program';
import type { Device, Offer, SharedFolder, Sharing } from '$lib/program/wire';

import { dialogs } from './dialogs.svelte';
import { Latest } from './latest';
import { attempt, notes } from './notes.svelte';

/** Milliseconds between two looks: for the line at the foot, and while the page is open. */
const CALM = 20_000;
const CLOSE = 3_000;

type FolderOffer = Extract<Offer, { kind: 'folder' }>;

export class SharingState {
  /** Nothing before the first answer. */
  now: Sharing | null = $state.raw(null);
  #latest = new Latest();
  #watched = 0;
  #last = 0;

  /** The folder as Syncthing shares it. */
  get folder(): SharedFolder | null {
    return this.now?.kind === 'present' ? this.now.folder : null;
  }

  /** Asks now. */
  async read(): Promise<void> {
    this.#last = Date.now();
    await this.#latest.ask(
      () => program.sharing(),
      (answer) => (this.now = answer),
      // A folder that is closed meanwhile is not shared.
      () => (this.now = null),
    );
  }

  /** Looks again now and then while the window can be seen. Returns what ends it. */
  follow(): () => void {
    const look = () => {
      const wait = this.#watched > 0 ? CLOSE : CALM;
      if (document.visibilityState === 'visible' && Date.now() - this.#last >= wait) void this.read();
    };
    // Not at once: when the window opens, the program has better things to do.
    const timer = setInterval(look, CLOSE);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }

  /** The page is open: looks more often, until the returned function is called. */
  watch(): () => void {
    this.#watched += 1;
    return () => (this.#watched -= 1);
  }

  /** Forgets what belongs to the folder that was open before. */
  leave(): void {
    this.now = null;
    this.#last = 0;
  }

  async share(title: string): Promise<void> {
    const yes = await dialogs.ask({
      title: m.sharing_share_ask({ title }),
      text: m.sharing_share_text(),
      yes: m.sharing_share_yes(),
    });
    if (yes) await this.#change(() => program.shareFolder(title));
  }

  /** Throws where what was entered is no device ID. */
  async invite(id: string, name: string): Promise<boolean> {
    const yes = await dialogs.ask({
      title: m.sharing_invite_ask({ name: name || m.sharing_somebody() }),
      text: m.sharing_invite_text({ id: id.trim() }),
      yes: m.sharing_invite_yes(),
    });
    if (!yes) return false;
    this.#take(await program.shareWith(id, name));
    notes.tell(m.sharing_invited({ name: name || m.sharing_somebody() }));
    return true;
  }

  async admit({ id, name }: Device): Promise<void> {
    const yes = await dialogs.ask({
      title: m.sharing_admit_ask({ name }),
      text: this.folder?.exact ? m.sharing_admit_text_shared({ id }) : m.sharing_admit_text({ id }),
      yes: m.sharing_admit_yes(),
    });
    if (yes) await this.#change(() => program.admitDevice(id));
  }

  async receive({ id, label, device }: FolderOffer, place: string): Promise<void> {
    const yes = await dialogs.ask({
      title: m.sharing_receive_ask({ label }),
      text: m.sharing_receive_text({ name: device.name, place }),
      yes: m.sharing_receive_yes(),
    });
    if (yes) await this.#change(() => program.acceptFolder(id, device.id));
  }

  /** Lets a device have the folder that Syncthing knows already. */
  async letHave({ id, name }: Device): Promise<void> {
    try {
      await this.invite(id, name);
    } catch (thrown) {
      notes.fail(thrown);
    }
  }

  async stop({ id, label }: SharedFolder): Promise<void> {
    const yes = await dialogs.ask({
      title: m.sharing_stop_ask({ title: label }),
      text: m.sharing_stop_text(),
      yes: m.sharing_stop_yes(),
    });
    if (yes && (await this.#change(() => program.stopSharing(id)))) notes.tell(m.sharing_stopped());
  }

  async #change(doing: () => Promise<Sharing>): Promise<boolean> {
    const answer = await attempt(doing);
    if (answer) this.#take(answer);
    else await this.read();
    return answer !== undefined;
  }

  /** An answer that was on its way before is older. */
  #take(answer: Sharing): void {
    void this.#latest.ask(
      () => Promise.resolve(answer),
      () => (this.now = answer),
      () => undefined,
    );
    this.now = answer;
  }
}

export const sharing = new SharingState();
