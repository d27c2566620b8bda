// The queue's own record in this browser, so that the next page goes on: batches, their files, small files' bytes.

const NAME = "tallyman-uploads";
const WHOLE = 8_000_000;
const MOST = 500_000_000;
const LOCK = "tallyman-batch ";

export class Store {
  #db = null;
  #bytes = 0;
  #full = false;
  #channel = null;

  /** Null where this browser keeps nothing: the queue then lives as long as its page. */
  static async open() {
    if (!navigator.locks || !globalThis.indexedDB) return null;
    try {
      const store = new Store();
      const opening = indexedDB.open(NAME, 1);
      opening.onupgradeneeded = () => {
        for (const name of ["batch", "item", "bytes"]) {
          const made = opening.result.createObjectStore(name, { keyPath: "id" });
          if (name !== "batch") made.createIndex("batch", "batch");
        }
      };
      store.#db = await settled(opening);
      store.#channel = new BroadcastChannel(NAME);
      return store;
    } catch {
      return null;
    }
  }

  /** True when some bytes found no room: the person is asked for those files again after a reload. */
  get isFull() {
    return this.#full;
  }

  /** Calls take(batch, items) for each batch that another page began and no page goes on with. */
  async follow(take) {
    const wait = (id) => this.#own(id, take);
    this.#channel.addEventListener("message", (event) => wait(event.data));
    for (const id of await settled(this.#read("batch").getAllKeys())) wait(id);
  }

  // Whoever holds a batch's lock goes on with it; it is free when that page is gone.
  #own(id, take, turns = 2) {
    navigator.locks.request(LOCK + id, async () => {
      const batch = await settled(this.#read("batch").get(id));
      if (!batch) return;
      // The page that somebody looks at comes first.
      if (document.hidden && turns > 0) {
        setTimeout(() => this.#own(id, take, turns - 1), 2000);
        return;
      }
      const items = await settled(this.#read("item").index("batch").getAll(id));
      const bytes = await settled(this.#read("bytes").index("batch").getAll(id));
      const files = new Map(bytes.map((row) => [row.id, row.file]));
      await new Promise((release) => take({ ...batch, release }, items.map((item) => ({ ...item, file: files.get(item.id), kept: files.has(item.id) }))));
    });
  }

  /** Makes a new batch this page's; the others wait for it. */
  begin(batch) {
    navigator.locks.request(LOCK + batch.id, () => new Promise((release) => (batch.release = release)));
  }

  /** Writes what has changed: batches and items, those that are done for good as gone. */
  async write(batches, items) {
    const tx = this.#db.transaction(["batch", "item", "bytes"], "readwrite", { durability: "relaxed" });
    const [batchRows, itemRows, byteRows] = ["batch", "item", "bytes"].map((name) => tx.objectStore(name));
    const ended = new Set(batches.filter(isEnded).map((batch) => batch.id));
    for (const { release, items: all, ...row } of batches) {
      if (ended.has(row.id)) batchRows.delete(row.id);
      else batchRows.put(row);
      if (ended.has(row.id)) for (const id of all.keys()) [itemRows, byteRows].forEach((rows) => rows.delete(id));
    }
    for (const { file, kept, abort, ...row } of items) {
      if (row.state !== "done" && !ended.has(row.batch)) itemRows.put(row);
      else [itemRows, byteRows].forEach((rows) => rows.delete(row.id));
    }
    await finished(tx);
    for (const batch of batches) if (!batch.told) this.#channel.postMessage(batch.id);
    for (const batch of batches) batch.told = true;
  }

  /** Keeps the bytes of small files while there is room. */
  async keep(items) {
    for (const item of items) {
      if (item.state === "done" || item.state === "here" || item.kept || !item.file || item.size > WHOLE) continue;
      if (this.#full || this.#bytes + item.size > MOST) {
        this.#full = true;
        return;
      }
      try {
        const tx = this.#db.transaction("bytes", "readwrite", { durability: "relaxed" });
        tx.objectStore("bytes").put({ id: item.id, batch: item.batch, file: item.file });
        await finished(tx);
        item.kept = true;
        this.#bytes += item.size;
        if (item.state === "done") settled(this.#db.transaction("bytes", "readwrite").objectStore("bytes").delete(item.id));
      } catch (error) {
        // A file that cannot be read says so when it is sent.
        if (error?.name === "QuotaExceededError") this.#full = true;
      }
    }
  }

  #read(name) {
    return this.#db.transaction(name).objectStore(name);
  }
}

/** Nothing of it is to be sent any more: what is left is on the server already. */
function isEnded(batch) {
  return batch.over || [...batch.items.values()].every((item) => item.state === "here");
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

function finished(tx) {
  return new Promise((resolve, reject) => {
    tx.oncomplete = resolve;
    tx.onabort = tx.onerror = () => reject(tx.error);
  });
}
