// Follows what happens elsewhere: changes text in place, moves nothing. Needs no page to work.
import { age } from "./words.js";

let skew = Date.parse(document.body.dataset.now) - Date.now();
// A page that the browser kept tells the time at which it was made: ask for the present one.
if (Math.abs(skew) > 5000) {
  fetch("/assets/icon.svg", { method: "HEAD", cache: "no-store" })
    .then((answer) => {
      const now = Date.parse(answer.headers.get("Date"));
      if (!Number.isNaN(now)) skew = now - Date.now();
    })
    .catch(() => {});
}
let heard = Date.now();

// Times: ages go on by themselves, exact ones in the reader's own zone and manner.
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
function times(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const at = Date.parse(time.dateTime);
    if (Number.isNaN(at)) continue;
    time.title = exact.format(at);
    if ("age" in time.dataset && Math.abs(Date.now() - at) < 30 * 86400000) {
      const text = age(at, Date.now() + skew);
      if (time.textContent !== text) time.textContent = text;
    } else if ("exact" in time.dataset) {
      time.textContent = exact.format(at);
    } else if ("clock" in time.dataset) {
      time.textContent = clock.format(at);
    }
  }
}

function said() {
  const alive = document.getElementById("alive");
  if (alive && stream && stream.readyState === EventSource.OPEN) {
    alive.textContent = `Live, last change ${age(heard, Date.now())}`;
  }
}

// The same text but for the ages in it is no change.
const shape = (node) => {
  const copy = node.cloneNode(true);
  for (const time of copy.querySelectorAll("time")) time.replaceWith(time.dateTime);
  return copy.innerHTML;
};

function put(now, then) {
  if (shape(now) === shape(then)) return;
  const href = now.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  now.replaceChildren(...then.childNodes);
  times(now);
  window.htmx?.process(now);
  if (href) now.querySelector(`a[href="${CSS.escape(href)}"]`)?.focus({ preventScroll: true });
}

function merge(fresh) {
  for (const then of fresh.querySelectorAll("[data-live]")) {
    const now = document.getElementById(then.id);
    if (now) put(now, then);
  }
  for (const then of fresh.querySelectorAll("tr[data-id]")) {
    const now = document.getElementById(then.id);
    if (!now) continue;
    for (let i = 1; i < now.cells.length; i++) {
      if (then.cells[i]) put(now.cells[i], then.cells[i]);
    }
  }
  document.dispatchEvent(new CustomEvent("tallyman:fresh", { detail: fresh }));
  begin(fresh);
  if (fresh.title) document.title = fresh.title;
}

/** The first files of an intake: what shows them takes the place of the first steps. */
function begin(fresh) {
  const steps = document.querySelector("section.first");
  const parts = ["overview", "results"].map((id) => fresh.getElementById(id));
  if (!steps || parts.includes(null)) return;
  steps.replaceWith(...parts);
  for (const part of parts) {
    times(part);
    window.htmx?.process(part);
  }
  document.dispatchEvent(new Event("tallyman:show"));
}

/** What to ask for: the Files page's parts, or this page again. */
function source() {
  const list = document.getElementById("list");
  if (!list) return document.querySelector("[data-live]") ? location.href : null;
  const ids = [...list.querySelectorAll("tr[data-id]")].map((row) => row.dataset.id);
  const query = new URLSearchParams(list.dataset.query);
  query.set("ids", ids.join(","));
  query.set("seen", list.dataset.seen);
  return `/live?${query}`;
}

let asking = false;
let again = false;
let timer = 0;
async function refresh() {
  timer = 0;
  if (document.hidden) { again = true; return; }
  if (asking) { again = true; return; }
  const url = source();
  if (!url) return;
  asking = true;
  again = false;
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    if (answer.ok) merge(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The stream tells when the server is back.
  }
  asking = false;
  if (again) soon();
}
function soon() {
  heard = Date.now();
  if (!timer) timer = setTimeout(refresh, 700);
}

let stream = null;
function follow() {
  stream = new EventSource("/api/v1/events");
  for (const kind of ["file", "run", "summary", "reading", "reload"]) stream.addEventListener(kind, soon);
  let lost = false;
  stream.addEventListener("open", () => {
    if (lost) soon();
    lost = false;
    document.dispatchEvent(new Event("tallyman:reached"));
  });
  stream.addEventListener("error", () => {
    lost = true;
    const alive = document.getElementById("alive");
    if (alive) alive.textContent = "Not live: the server cannot be reached. Trying again.";
  });
}

document.addEventListener("visibilitychange", () => { if (!document.hidden && again) soon(); });
document.addEventListener("htmx:after:swap", () => times(document));
document.addEventListener("tallyman:changed", soon);
addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", (event) => { if (event.persisted) { follow(); soon(); } });
times(document);
setInterval(() => { times(document); said(); }, 5000);
follow();
