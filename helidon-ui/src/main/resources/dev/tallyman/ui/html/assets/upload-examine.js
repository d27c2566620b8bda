// Finds out which files are here already, a thousand at a time, while others are being sent.
import { detail } from "./words.js";

const STARTS = 3; // of the worker, before files go without a hash

const AT_ONCE = 16;
const MOST = 1000;
const GATHER = 100; // milliseconds
const SILENCE = 20_000;

export class Examiner {
  #line;
  #decide;
  #worker = null;
  #starts = 0;
  #toHash = [];
  #hashing = new Map();
  #toAsk = [];
  #timer = 0;
  #asking = false;

  /** @param decide told of each item: it and the file that is here with its bytes, {id, batch}, or null; or what is wrong */
  constructor(line, decide) {
    this.#line = line;
    this.#decide = decide;
  }

  add(items) {
    for (const item of items) (item.sha ? this.#toAsk : this.#toHash).push(item);
    this.#hash();
    this.#soon();
  }

  /** Goes on at once, for the line is back. */
  wake() {
    this.#soon();
  }

  #hash() {
    if (!this.#worker && this.#toHash.length) {
      if (this.#starts >= STARTS) this.#unhashed();
      else this.#worker = this.#start();
    }
    while (this.#worker && this.#hashing.size < AT_ONCE && this.#toHash.length) {
      const item = this.#toHash.shift();
      if (item.state !== "new") continue;
      this.#hashing.set(item.id, item);
      this.#worker.postMessage({ id: item.id, file: item.file });
    }
  }

  #start() {
    const worker = new Worker(document.getElementById("uploads").dataset.worker, { type: "module" });
    const late = setTimeout(() => this.#lost(worker, "The server has been silent for 20 s."), SILENCE);
    worker.addEventListener("message", (event) => {
      clearTimeout(late);
      const { id, sha, trouble } = event.data;
      const item = this.#hashing.get(id);
      this.#hashing.delete(id);
      if (item?.state === "new") {
        item.sha = sha ?? null;
        if (sha) this.#toAsk.push(item);
        else this.#decide(item, null, trouble);
      }
      this.#hash();
      this.#soon();
    });
    worker.addEventListener("error", () => {
      clearTimeout(late);
      this.#lost(worker, "The server cannot be reached.");
    });
    return worker;
  }

  // Its script comes over the same line as everything.
  #lost(worker, why) {
    worker.terminate();
    this.#worker = null;
    this.#starts++;
    this.#toHash.unshift(...this.#hashing.values());
    this.#hashing.clear();
    this.#line.broke(why);
    setTimeout(() => this.#hash(), this.#line.wait);
  }

  // Without hashes all are sent, and the server tells which names are taken.
  #unhashed() {
    const all = this.#toHash;
    this.#toHash = [];
    for (const item of all) this.#decide(item, null);
  }

  #soon() {
    if (this.#asking || !this.#toAsk.length) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), Math.max(GATHER, this.#line.wait));
  }

  async #ask() {
    const items = this.#toAsk.splice(0, MOST).filter((item) => item.state === "new");
    if (!items.length) return;
    this.#asking = true;
    try {
      const known = await this.#known(items);
      this.#line.works();
      for (const item of items) {
        if (item.state === "new") this.#decide(item, known.get(`${item.sha} ${item.path}`) ?? null);
      }
    } catch (error) {
      this.#line.broke(error.why ?? "The server cannot be reached.", error.pause);
      this.#toAsk.unshift(...items);
    }
    this.#asking = false;
    this.#soon();
  }

  /** The files that lie where an item is to lie and hold its bytes: id and batch of each. */
  async #known(items) {
    const answer = await fetch("/api/v1/files/known", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(items.map(({ sha, size, path }) => ({ sha256: sha, size, path }))),
      signal: AbortSignal.timeout(SILENCE),
    });
    if (answer.status >= 500 || answer.status === 429 || answer.status === 401) {
      const pause = 1000 * Number(answer.headers.get("Retry-After"));
      throw { why: detail(answer.status, await answer.text()), pause };
    }
    const known = new Map();
    if (!answer.ok) return known;
    for (const { sha256, files } of (await answer.json()).items) {
      for (const { id, path, batch } of files) known.set(`${sha256} ${path}`, { id, batch });
    }
    return known;
  }
}
