// The one queue of uploads: what is sent, when it is sent again, and what a person has to decide.
import { Examiner } from "./upload-examine.js";
import { Line } from "./upload-line.js";
import { forget, isLarge, randomKey, send } from "./upload-send.js";
import { LineBroke, Stopped } from "./upload-request.js";
import { detail } from "./words.js";

const AT_ONCE = 3;
const SIGN_IN = 10_000;
const UNREADABLE = "This computer cannot read them any more; they were changed, moved or removed. Choose them again.";

const ANEW = { reason: null, renewed: false, later: 0, tries: 0, sha: null, other: undefined, state: "new" };
/** States of an item that time alone ends. */
const GOING = new Set(["new", "ready", "sends"]);

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
    for (const [target, name] of [[window, "online"], [document, "visibilitychange"], [document, "tallyman:reached"]]) {
      target.addEventListener(name, () => this.wake());
    }
  }

  /** Takes a batch in, new or from another page. */
  add(batch, items) {
    batch.items = new Map(items.map((item) => [item.id, item]));
    for (const item of items) item.later = 0;
    this.batches.push(batch);
    this.#changed(batch, null);
    for (const item of items) this.#changed(batch, item);
    this.#begin(items.filter((item) => GOING.has(item.state)));
  }

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
      answer = await this.#alone(item, () => send(item, batch.name, moved, item.abort.signal));
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

  // The same large file from two pages is sent by one of them; small ones the server tells apart.
  #alone(item, work) {
    if (!navigator.locks || item.number || !isLarge(item)) return work();
    return navigator.locks.request(`tallyman-file ${item.url} ${item.size}`, { ifAvailable: true }, (lock) => {
      if (lock) return work();
      item.later = Date.now() + 1000;
      return null;
    });
  }

  #answered(batch, item, answer) {
    const { status } = answer;
    const pause = 1000 * Number(answer.header("Retry-After") ?? 0);
    if (answer.ok) {
      this.line.works();
      this.#done(batch, item, answer.record);
    } else if (status === 409 || status === 423) {
      item.later = Date.now() + 1000;
    } else if (status === 412) {
      this.line.works();
      const at = answer.header("Content-Location");
      if (!at && item.broke && this.#waits(item)) return;
      Object.assign(item, { state: "new", other: at ? at.split("/").pop() : null });
      this.#examiner.add([item]);
    } else if (status === 401) {
      this.line.broke("You are not signed in any more. Sign in in another tab.", SIGN_IN);
    } else if (status === 408 || status === 425 || status === 429 || status >= 500) {
      item.tries = (item.tries ?? 0) + 1;
      item.later = Date.now() + Math.max(pause, Math.min(30_000, 500 * 2 ** item.tries));
      this.line.broke(detail(status, answer.text), pause);
    } else if ((status === 400 || status === 422 || status === 404) && !item.renewed) {
      // Its bytes may have changed since they were looked at: once, all is begun anew.
      Object.assign(item, { renewed: true, sha: null, tus: null, key: randomKey() });
      this.#begin([item]);
    } else {
      this.line.works();
      this.#refuse(item, detail(status, answer.text));
    }
  }

  // What was sent before the line or the server broke may lie there already, and the index does not know it yet.
  #waits(item) {
    item.waits = (item.waits ?? 0) + 1;
    item.later = Date.now() + 500 * 2 ** item.waits;
    return item.waits <= 6;
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
    for (const item of items) Object.assign(item, { ...ANEW });
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
        const same = item.state === "lost" && item.size === file.size && item.modified === file.lastModified;
        if (same && (item.from === path || item.from.split("/").pop() === path)) {
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

  isGoing(item) {
    return GOING.has(item.state);
  }

  #batch(item) {
    return this.batches.find((batch) => batch.id === item.batch);
  }
}
