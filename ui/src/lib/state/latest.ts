// Asks again and again, and lets only the newest question's answer through.

export class Latest {
  #turn = 0;

  /** Asks; the answer (or the failure) reaches `take` (or `fail`) unless something newer was asked meanwhile. */
  async ask<T>(question: () => Promise<T>, take: (answer: T) => void, fail: (thrown: unknown) => void) {
    const turn = ++this.#turn;
    try {
      const answer = await question();
      if (turn === this.#turn) take(answer);
    } catch (thrown) {
      if (turn === this.#turn) fail(thrown);
    }
  }
}
