// Uploads: one PUT for each file, three at a time, folders with their paths.
import { Tray, active, sent } from "./tray.js";
import { detail } from "./words.js";

const AT_ONCE = 3;
const REFUSED = 12;
const drop = document.getElementById("drop");
if (drop) start();

function start() {
  const form = drop.querySelector("form");
  const uploads = { jobs: [], done: { files: 0, bytes: 0, numbered: 0 }, total: 0, fresh: false };
  const { jobs, done } = uploads;
  let quiet = 0;
  const tray = new Tray({
    retry(job) {
      Object.assign(job, { state: "waits", sent: 0, rate: 0, refused: 0 });
      next();
    },
    cancel: (job) => job.request?.abort(),
    show: () => document.dispatchEvent(new Event("tallyman:reload")),
    close() {
      jobs.length = 0;
      Object.assign(done, { files: 0, bytes: 0, numbered: 0 });
      uploads.total = 0;
    },
  });

  function add(file, path) {
    jobs.push({ file, path, name: path.split("/").pop(), folder: form.dataset.folder, state: "waits", sent: 0, rate: 0 });
    uploads.total++;
  }
  function next() {
    let sending = performance.now() < quiet ? AT_ONCE : jobs.filter((job) => job.state === "sends").length;
    for (const job of jobs) {
      if (sending >= AT_ONCE) break;
      if (job.state !== "waits") continue;
      send(job);
      sending++;
    }
    tray.draw(uploads);
    if (uploads.fresh && !jobs.some(active)) {
      uploads.fresh = false;
      document.dispatchEvent(new Event("tallyman:show"));
    }
  }
  function send(job) {
    const request = new XMLHttpRequest();
    const fail = (message) => {
      Object.assign(job, { state: "failed", message: `${message} Nothing was kept.`, request: null });
      next();
    };
    Object.assign(job, { state: "sends", request });
    request.upload.addEventListener("progress", (event) => {
      progress(job, event.loaded);
      tray.later(uploads);
    });
    request.addEventListener("load", () => {
      if (request.status === 201) kept(job, request.responseText);
      else if (!comesAgain(job, request)) fail(detail(request.status, request.responseText));
    });
    request.addEventListener("error", () => fail(`The connection ended after ${sent(job)}.`));
    request.addEventListener("abort", () => fail(`Cancelled after ${sent(job)}.`));
    try {
      const path = job.path.split("/").map(encodeURIComponent).join("/");
      request.open("PUT", `/api/v1/files/by-path/${job.folder}${path}`);
      request.send(job.file);
    } catch {
      fail("Its name is no text and cannot be sent; rename it.");
    }
  }
  // A server that cannot do it now says when to ask again: until then nothing is sent.
  function comesAgain(job, request) {
    const pause = 1000 * Number(request.getResponseHeader("Retry-After"));
    job.refused = (job.refused ?? 0) + 1;
    if (request.status !== 503 || !(pause > 0) || job.refused > REFUSED) return false;
    Object.assign(job, { state: "waits", sent: 0, rate: 0, request: null });
    quiet = Math.max(quiet, performance.now() + pause);
    setTimeout(next, pause + 100);
    next();
    return true;
  }
  function progress(job, loaded) {
    const now = performance.now();
    job.since ??= now;
    job.before ??= 0;
    job.sent = Math.min(loaded, job.file.size);
    if (now - job.since < 400) return;
    const rate = ((job.sent - job.before) * 1000) / (now - job.since);
    job.rate = job.rate ? job.rate * 0.6 + rate * 0.4 : rate;
    job.since = now;
    job.before = job.sent;
  }
  function kept(job, record) {
    jobs.splice(jobs.indexOf(job), 1);
    done.files++;
    done.bytes += job.file.size;
    uploads.fresh = true;
    try {
      if (JSON.parse(record).path.split("/").pop().normalize() !== job.name.normalize()) done.numbered++;
    } catch {
      // The record is only for this note.
    }
    document.dispatchEvent(new Event("tallyman:changed"));
    next();
  }
  addEventListener("beforeunload", (event) => {
    if (jobs.some(active)) event.preventDefault();
  });

  chooser(false);
  chooser(true);
  function chooser(folder) {
    const input = document.createElement("input");
    Object.assign(input, { type: "file", multiple: true, webkitdirectory: folder, hidden: true });
    input.id = folder ? "folder-input" : "file-input";
    input.addEventListener("change", () => {
      for (const file of input.files) add(file, file.webkitRelativePath || file.name);
      input.value = "";
      close();
      next();
    });
    drop.append(input);
    document.getElementById(folder ? "choose-folder" : "choose-files").addEventListener("click", () => input.click());
  }

  // ---- the panel, and the page as a drop target ----
  let opener = null;
  function close() {
    document.body.classList.remove("dropping");
    if (location.hash === "#drop") history.replaceState(null, "", location.pathname + location.search);
    opener?.focus();
    opener = null;
  }
  document.addEventListener("click", (event) => {
    const upload = event.target.closest("[data-upload]");
    if (upload) {
      event.preventDefault();
      opener = upload;
      document.body.classList.add("dropping");
      document.getElementById("choose-files").focus();
    } else if (event.target.closest("[data-close]") || event.target === drop) {
      event.preventDefault();
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!document.body.classList.contains("dropping")) return;
    if (event.key === "Escape") close();
    if (event.key !== "Tab") return;
    const stops = [...form.querySelectorAll("button.scripted, a[href]")];
    const at = stops.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
    event.preventDefault();
    stops.at(at % stops.length).focus();
  });

  const brings = (event) => event.dataTransfer?.types.includes("Files");
  let inside = 0;
  addEventListener("dragenter", (event) => {
    if (!brings(event)) return;
    inside++;
    document.body.classList.add("dropping");
  });
  addEventListener("dragleave", (event) => {
    if (brings(event) && --inside <= 0) close();
  });
  addEventListener("dragover", (event) => {
    if (brings(event)) event.preventDefault();
  });
  addEventListener("drop", async (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    inside = 0;
    close();
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!entries.length) for (const file of event.dataTransfer.files) add(file, file.name);
    for (const entry of entries) await walk(entry);
    next();
  });
  // A folder hands out its entries a hundred at a time.
  async function walk(entry) {
    const path = entry.fullPath.replace(/^\//, "");
    if (entry.isFile) {
      await new Promise((resolve) => entry.file((file) => resolve(add(file, path)), () => resolve(refuse(path))));
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const batch = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
      if (!batch.length) break;
      for (const child of batch) await walk(child);
    }
    next();
  }
  function refuse(path) {
    add(new Blob([]), path);
    Object.assign(jobs.at(-1), { state: "failed", message: "The browser cannot read it. Nothing was sent." });
  }
}
