// The day by which deadlines are counted: asked of the program, and asked again when the day has turned.
import { program } from '$lib/program/program';
import { dayOnWall } from '$lib/words/formats';

/** Milliseconds: no timer runs longer, for one that sleeps with the computer wakes too late. */
const LONGEST = 10 * 60_000;

export class Calendar {
  /** `2021-05-24`; that on the wall before the program has answered. */
  today = $state(dayOnWall(new Date()));
  #turns = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Follows the calendar until the returned function is called. */
  start(): () => void {
    const look = () => this.#look();
    void this.read();
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(this.#timer);
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }

  /** Asks what day it is. Without an answer, such as before a folder is open, it is that on the wall. */
  async read(): Promise<void> {
    try {
      const { day, turns } = await program.today();
      this.today = day;
      this.#turns = turns;
    } catch {
      const now = new Date();
      this.today = dayOnWall(now);
      this.#turns = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
    }
    this.#wait();
  }

  #look(): void {
    if (Date.now() >= this.#turns) void this.read();
    else this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    // A moment later than it turns: the program must have it behind itself.
    const left = Math.max(1000, this.#turns - Date.now() + 50);
    this.#timer = setTimeout(() => this.#look(), Math.min(left, LONGEST));
  }
}

export const calendar = new Calendar();
