// The one queue of uploads: what is sent, when it is sent again, and what a person has to decide.
import { meaning } from "./upload-answer.js";
import { Examiner } from "./upload-examine.js";
import { Line } from "./upload-line.js";
import { arrived, isFoundAgain } from "./upload-lost.js";
import { forget, isLarge, randomKey, send } from "./upload-send.js";
import { LineBroke, Stopped } from "./upload-request.js";

const AT_ONCE = 3;
const UNREADABLE = "This computer cannot read them any more; they were changed, moved or removed. Choose them again.";
const ANEW = { reason: null, renewed: false, later: 0, tries: 0, sha: null, other: undefined, state: "new" };

/** Whether time alone ends what it waits for. */
export const isGoing = (item) => ["new", "ready", "sends"].includes(item.state);

export class Queue {
  batches = [];
  line = new Line();
  #sending = new Set();
  #examiner = new Examiner(this.line, (item, found, trouble) => this.#examined(item, found, trouble));
  #changed;
  #timer = 0;

  /** @param changed told of each batch or item that changed: changed(batch, item or null); of progress alone with neither */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Takes a batch in, new or from another page. */
  add(batch, items) {
    batch.items = new Map(items.map((item) => [item.id, item]));
    for (const item of items) item.later = 0;
    this.batches.push(batch);
    this.#changed(batch, null);
    for (const item of items) this.#changed(batch, item);
    this.#begin(items.filter(isGoing));
    if (this.of(batch, "lost").length) this.#recall(batch);
  }

  // What a page sent last it may not have written down any more.
  async #recall(batch) {
    for (const item of await arrived(batch, this.of(batch, "lost"))) {
      if (item.state === "lost") this.#done(batch, item, null);
      this.#changed(batch, item);
    }
  }

  /** Goes on at once: the line may be back. */
  wake() {
    if (!navigator.onLine) return;
    this.line.wake();
    this.#examiner.wake();
    this.pump();
  }

  // What is small is looked for before it is sent; what is large when its name turns out to be taken.
  #begin(items) {
    const small = [];
    for (const item of items) {
      if (!item.file) item.state = "lost";
      else if (item.number || item.replaces || isLarge(item)) item.state = "ready";
      else {
        item.state = "new";
        small.push(item);
      }
      this.#changed(this.#batch(item), item);
    }
    this.#examiner.add(small);
    this.pump();
  }

  #examined(item, found, trouble) {
    const batch = this.#batch(item);
    // It was sent by this batch already, and the answer was lost with a page or a connection.
    if (found && (item.broke || found.batch === batch.name)) this.#done(batch, item, null);
    else if (found) Object.assign(item, { state: "here", other: found.id });
    else if (trouble === "NotReadableError" || trouble === "NotFoundError") this.#refuse(item, UNREADABLE);
    else item.state = item.other === undefined ? "ready" : "taken";
    this.#changed(batch, item);
    this.pump();
  }

  pump() {
    clearTimeout(this.#timer);
    let wait = this.line.wait;
    while (!wait && this.#sending.size < AT_ONCE) {
      const [item, later] = this.#next();
      if (item) this.#send(item);
      else if (later) wait = later;
      else return;
    }
    if (wait) this.#timer = setTimeout(() => this.pump(), wait);
  }

  #next() {
    const now = Date.now();
    let soonest = Infinity;
    for (const batch of this.batches) {
      if (batch.paused) continue;
      for (const item of batch.items.values()) {
        if (item.state !== "ready") continue;
        if (item.later <= now) return [item, 0];
        soonest = Math.min(soonest, item.later);
      }
    }
    return [null, soonest === Infinity ? 0 : soonest - now];
  }

  async #send(item) {
    const batch = this.#batch(item);
    item.state = "sends";
    item.abort = new AbortController();
    this.#sending.add(item);
    const moved = (sent, heard) => {
      if (heard) this.line.works();
      item.sent = Math.min(sent, item.size);
      this.#changed(null, null);
    };
    let answer = null;
    try {
      answer = await send(item, batch.name, moved, item.abort.signal);
      if (!answer) item.later = Date.now() + 1000;
    } catch (error) {
      if (error instanceof LineBroke) {
        this.line.broke(error.message);
        item.broke = true;
      } else if (error?.name === "NotReadableError") this.#refuse(item, UNREADABLE);
      else if (!(error instanceof Stopped)) this.#refuse(item, "Their names are no text and cannot be sent; rename them.");
    }
    this.#sending.delete(item);
    item.abort = null;
    item.sent = 0;
    if (answer && item.state === "sends") this.#answered(batch, item, answer);
    if (item.state === "sends") item.state = "ready";
    this.#changed(batch, item);
    this.pump();
  }

  #answered(batch, item, answer) {
    const told = meaning(item, answer);
    if (told.works) this.line.works();
    if (told.after) item.later = Date.now() + told.after;
    if (told.is === "done") this.#done(batch, item, told.record);
    else if (told.is === "broke") this.line.broke(told.why, told.pause);
    else if (told.is === "refused") this.#refuse(item, told.reason);
    else if (told.is === "taken") {
      Object.assign(item, { state: "new", other: told.other });
      this.#examiner.add([item]);
    } else if (told.is === "anew") {
      Object.assign(item, { renewed: true, sha: null, tus: null, key: randomKey() });
      this.#begin([item]);
    }
  }

  #done(batch, item, record) {
    item.state = "done";
    batch.items.delete(item.id);
    batch.files++;
    batch.bytes += item.size;
    if (record?.path && record.path.normalize() !== item.path.normalize()) batch.numbered++;
  }

  #refuse(item, reason) {
    Object.assign(item, { state: "refused", reason });
  }

  // ---- what a person decides ----

  /** For all items of a batch in a state, and with a reason where one is given. */
  of(batch, state, reason) {
    return [...batch.items.values()].filter((item) => item.state === state && (!reason || item.reason === reason));
  }

  again(items) {
    for (const item of items) Object.assign(item, ANEW);
    this.#begin(items);
  }

  keepBoth(items) {
    for (const item of items) Object.assign(item, { number: true, key: randomKey(), state: "ready" });
    this.#begin(items);
  }

  /** The old ones go to the trash; where nobody knows which file it is, both are kept. */
  replace(items) {
    for (const item of items) Object.assign(item, { replaces: item.other, number: !item.other, key: randomKey(), state: "ready" });
    this.#begin(items);
  }

  skip(batch, items) {
    for (const item of items) {
      item.abort?.abort();
      forget(item);
      item.state = "done";
      batch.items.delete(item.id);
      batch.skipped++;
      this.#changed(batch, item);
    }
    this.#changed(batch, null);
    this.pump();
  }

  pause(batch) {
    batch.paused = !batch.paused;
    for (const item of this.of(batch, "sends")) if (batch.paused) item.abort?.abort();
    this.#changed(batch, null);
    this.pump();
  }

  /** A file that a person chose again, for the item that lost it. */
  find(file, path) {
    for (const batch of this.batches) {
      for (const item of batch.items.values()) {
        if (isFoundAgain(item, file, path)) {
          Object.assign(item, { file, state: "new" });
          this.#begin([item]);
          return true;
        }
      }
    }
    return false;
  }

  close(batch) {
    this.skip(batch, [...batch.items.values()]);
    batch.over = true;
    this.batches.splice(this.batches.indexOf(batch), 1);
    this.#changed(batch, null);
    batch.release?.();
  }

  #batch(item) {
    return this.batches.find((batch) => batch.id === item.batch);
  }
}
