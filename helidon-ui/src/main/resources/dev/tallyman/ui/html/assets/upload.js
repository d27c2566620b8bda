// Uploads: what comes in by any way goes into one queue, which this browser keeps and the tray shows.
import { Queue } from "./upload-queue.js";
import { Tray } from "./upload-tray.js";
import { randomKey } from "./upload-send.js";
import { Store } from "./upload-store.js";
import { waysIn } from "./upload-ways-in.js";
import { files } from "./words.js";

const SOON = 250; // milliseconds
const LONGEST = 120; // characters of a batch's label

if (document.getElementById("drop")) start(await Store.open());

function start(store) {
  const batches = new Set();
  const items = new Set();
  let writing = 0;
  let keeping = Promise.resolve();
  const queue = new Queue(changed);
  const tray = new Tray(queue, { keeps: () => store !== null && !store.isFull });
  waysIn(add);
  store?.follow((batch, rows) => queue.add(batch, rows));
  addEventListener("beforeunload", (event) => {
    if (queue.batches.some((batch) => [...batch.items.values()].some((item) => item.file && queue.isGoing(item) && !item.kept))) {
      event.preventDefault();
    }
  });

  function changed(batch, item) {
    tray.later();
    if (!batch) return;
    batches.add(batch);
    if (item) items.add(item);
    if (item?.state === "done") document.dispatchEvent(new Event("tallyman:changed"));
    if (store && !writing) writing = setTimeout(write, SOON);
  }
  async function write() {
    const [rows, kept] = [[...batches], [...items]];
    batches.clear();
    items.clear();
    try {
      await store.write(rows, kept);
      // What is done must not wait for the bytes of all others.
      keeping = keeping.then(() => store?.keep(kept)).then(() => tray.later());
    } catch {
      store = null;
    }
    writing = 0;
    if (store && batches.size) writing = setTimeout(write, SOON);
    tray.later();
  }

  /** Files that were chosen again go on; of the others each folder is a batch. */
  function add(found) {
    const folders = new Map();
    for (const { file, path } of found) {
      if (file && queue.find(file, path)) continue;
      const folder = path.includes("/") ? path.slice(0, path.indexOf("/")) : "";
      if (!folders.has(folder)) folders.set(folder, []);
      folders.get(folder).push({ file, path });
    }
    for (const [folder, some] of folders) begin(folder || (some.length === 1 ? some[0].path : files(some.length)), some);
  }
  function begin(label, some) {
    const into = document.getElementById("drop").querySelector("form").dataset.folder;
    const id = randomKey();
    const at = new Date();
    const short = label.slice(0, LONGEST).toWellFormed().replace(/\p{Cc}/gu, " ");
    const name = `${short}, ${at.toISOString().slice(0, 16).replace("T", " ")} ${id.slice(0, 4)}`;
    const batch = { id, label: short, name, total: some.length, files: 0, bytes: 0, numbered: 0, skipped: 0, paused: false };
    store?.begin(batch);
    queue.add(batch, some.map(({ file, path }, n) => item(batch, n, file, path, into)));
  }
  function item(batch, n, file, path, into) {
    const made = { id: `${batch.id} ${n}`, batch: batch.id, from: path, key: randomKey(), size: file?.size ?? 0, file };
    Object.assign(made, { modified: file?.lastModified ?? 0, type: file?.type ?? "", state: "new", sent: 0 });
    try {
      made.url = into + path.split("/").map(encodeURIComponent).join("/");
      made.path = decoded(into) + path;
    } catch {
      Object.assign(made, { state: "refused", reason: "Their names are no text and cannot be sent; rename them." });
    }
    if (!file) Object.assign(made, { state: "refused", reason: "The browser cannot read them. Nothing of them was sent." });
    return made;
  }
  function decoded(folder) {
    try {
      return decodeURIComponent(folder);
    } catch {
      return folder;
    }
  }
}
