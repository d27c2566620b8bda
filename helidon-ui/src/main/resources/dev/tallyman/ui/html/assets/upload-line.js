// The line to the server: since when and why it does not work, and when it is tried again.

const SHORTEST = 300;
const LONGEST = 20_000;

export class Line {
  /** Since when and why nothing gets through; null while it works. */
  down = null;
  #failures = 0;
  #until = 0;

  /** Milliseconds until the next try. */
  get wait() {
    return Math.max(0, this.#until - Date.now());
  }

  /** Of requests that break together, one counts. A server that says when to come again is believed. */
  broke(why, pause = 0) {
    const since = this.down?.since ?? Date.now();
    this.down = { since, why };
    if (this.wait > 0) return;
    this.#failures++;
    const delay = Math.min(LONGEST, SHORTEST * 2 ** Math.min(this.#failures - 1, 10)) * (0.75 + Math.random() / 2);
    this.#until = Date.now() + Math.max(pause, delay);
  }

  works() {
    this.down = null;
    this.#failures = 0;
    this.#until = 0;
  }

  /** There is reason to believe that it works again. */
  wake() {
    this.#until = 0;
  }
}
