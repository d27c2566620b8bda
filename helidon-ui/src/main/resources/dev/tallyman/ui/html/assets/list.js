// Keys, selection, and the trash with its way back. Everything here has a plain form or link below it.
import { count, detail, files, size } from "./words.js";

const $ = (id) => document.getElementById(id);
const rows = () => [...document.querySelectorAll("#list tr[data-id], table[data-rows] tbody tr")];
const boxes = () => [...document.querySelectorAll("#list tr[data-id] input[type=checkbox]")];

// ---- selection ----
let last = null;
function picked() { return boxes().filter((box) => box.checked); }
function show() {
  const form = $("picked");
  if (!form) return;
  const chosen = picked();
  const bytes = chosen.reduce((sum, box) => sum + Number(box.closest("tr").dataset.bytes), 0);
  form.classList.toggle("on", chosen.length > 0);
  $("picked-count").textContent = chosen.length ? `${count(chosen.length)} selected, ${size(bytes)}` : "";
  for (const box of boxes()) {
    if (box.checked) box.closest("tr").setAttribute("aria-selected", "true");
    else box.closest("tr").removeAttribute("aria-selected");
  }
  const all = $("pick-all");
  if (all) {
    all.checked = chosen.length > 0 && chosen.length === boxes().length;
    all.indeterminate = chosen.length > 0 && !all.checked;
  }
}
function clear() {
  for (const box of boxes()) box.checked = false;
  show();
}
document.addEventListener("click", (event) => {
  const box = event.target.closest("#list tr[data-id] input[type=checkbox]");
  if (box) {
    const list = boxes();
    if (event.shiftKey && last && list.includes(last)) {
      const [from, to] = [list.indexOf(last), list.indexOf(box)].sort((a, b) => a - b);
      for (let i = from; i <= to; i++) list[i].checked = box.checked;
    }
    last = box;
    show();
  } else if (event.target.closest("#clear-picked")) {
    clear();
  } else if (event.target.closest("[data-help]")) {
    $("help").showModal();
  } else if (event.target.closest("[data-copy]")) {
    copy(event.target.closest("[data-copy]"));
  }
});
document.addEventListener("change", (event) => {
  if (event.target.id !== "pick-all") return;
  for (const box of boxes()) box.checked = event.target.checked;
  show();
});

async function copy(button) {
  await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
  toast("The link is on the clipboard.", null);
}

// ---- the trash, with ten seconds to think again ----
let timer = 0;
function toast(text, undo) {
  clearInterval(timer);
  document.querySelector("#floats .toast")?.remove();
  const box = document.createElement("div");
  box.className = "toast";
  box.setAttribute("role", "status");
  const words = document.createElement("p");
  words.append(...(typeof text === "string" ? [text] : text));
  box.append(words);
  let left = undo ? 10 : 5;
  if (undo) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn tiny";
    const seconds = document.createElement("span");
    seconds.className = "soft";
    seconds.setAttribute("aria-hidden", "true");
    seconds.textContent = `${left} s`;
    button.append("Undo ", seconds);
    button.addEventListener("click", () => { box.remove(); undo(); });
    box.append(button);
  }
  $("floats").prepend(box);
  timer = setInterval(() => {
    if (box.matches(":hover, :focus-within")) return;
    left--;
    const seconds = box.querySelector(".soft");
    if (seconds) seconds.textContent = `${left} s`;
    if (left <= 0) { clearInterval(timer); box.remove(); }
  }, 1000);
}
async function each(ids, url, method) {
  const done = [];
  const records = [];
  let wrong = "";
  for (const id of ids) {
    try {
      const answer = await fetch(url(id), { method });
      const text = await answer.text();
      if (answer.ok) {
        done.push(id);
        if (text) records.push(JSON.parse(text));
      } else {
        wrong = detail(answer.status, text);
      }
    } catch {
      wrong = "The server cannot be reached.";
    }
  }
  return { done, records, wrong };
}
async function trash(chosen) {
  if (!chosen.length) return;
  const list = rows();
  const after = list[list.indexOf(chosen[chosen.length - 1]) + 1] ?? list[list.indexOf(chosen[0]) - 1];
  const ids = chosen.map((row) => row.dataset.id);
  const name = chosen[0].querySelector(".name")?.cloneNode(true);
  const { done, wrong } = await each(ids, (id) => `/api/v1/files/${id}`, "DELETE");
  for (const id of done) $(`f${id}`)?.remove();
  show();
  after?.querySelector("a.name")?.focus();
  if (!done.length) { toast(`Nothing was moved. ${wrong}`, null); return; }
  const what = [];
  if (done.length === 1 && name) {
    const one = document.createElement("bdi");
    const span = document.createElement("span");
    span.className = "name";
    span.append(...name.childNodes);
    one.append(span);
    what.push(one, " moved to the trash.");
  } else {
    what.push(`${files(done.length)} moved to the trash.`);
  }
  if (wrong) what.push(` ${count(ids.length - done.length)} stayed: ${wrong}`);
  toast(what, () => restore(done));
  document.dispatchEvent(new Event("tallyman:changed"));
}
async function restore(ids) {
  const { done, records, wrong } = await each(ids, (id) => `/api/v1/files/${id}/restore`, "POST");
  let words = `${files(done.length)} are back.`;
  if (wrong) words = `${count(done.length)} of ${count(ids.length)} are back. ${wrong}`;
  else if (records.length === 1) words = `${records[0].path} is back.`;
  toast(words, null);
  reload();
}
function reload() {
  document.dispatchEvent(new Event("tallyman:changed"));
  if ($("results")) htmx.ajax("GET", location.href, { target: "#results", select: "#results", swap: "outerMorph" });
  else location.reload();
}
document.addEventListener("tallyman:reload", reload);

// What is new shows by itself, unless rows would move under somebody who is at work in the list.
document.addEventListener("tallyman:show", () => {
  const list = $("list");
  if (list && !picked().length && !list.contains(document.activeElement) && list.getBoundingClientRect().top >= 0) reload();
});
// The boxes of the form are called id, so that form.id is those.
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("id") === "picked" && event.submitter?.id === "trash-picked") {
    event.preventDefault();
    trash(picked().map((box) => box.closest("tr")));
  }
});
document.addEventListener("htmx:after:swap", show);

// ---- keys ----
const here = () => document.activeElement?.closest("tr");
function step(by) {
  const list = rows().filter((row) => row.querySelector("a"));
  const at = list.indexOf(here());
  const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by];
  next?.querySelector("a")?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

// ---- from a file to its neighbours in the list that it was opened from ----
const file = /^\/files\/(\d+)$/.exec(location.pathname)?.[1];
addEventListener("pagehide", () => {
  if ($("list")) sessionStorage.setItem("list", rows().map((row) => row.dataset.id).join(" "));
});
function neighbour(by) {
  const list = (sessionStorage.getItem("list") ?? "").split(" ");
  const at = list.indexOf(file);
  return at < 0 ? undefined : list[at + by];
}
function turn(by) {
  const to = file && neighbour(by);
  if (to) location.href = `/files/${to}`;
}
if (file && (neighbour(1) || neighbour(-1))) $("neighbours").hidden = false;

const keys = {
  "/": () => document.querySelector("input[type=search]")?.focus(),
  j: () => (file ? turn(1) : step(1)),
  k: () => (file ? turn(-1) : step(-1)),
  x: () => { const box = here()?.querySelector("input[type=checkbox]"); if (box) { box.checked = !box.checked; last = box; show(); } },
  v: () => document.querySelector(".views a:not([aria-current])")?.click(),
  u: () => document.querySelector("[data-upload]")?.click(),
  p: () => document.querySelector("[data-pause]")?.click(),
  "?": () => $("help").showModal(),
  "#": () => {
    const chosen = picked().map((box) => box.closest("tr"));
    if (chosen.length) trash(chosen);
    else if (here()?.dataset.id) trash([here()]);
    else document.querySelector("[data-trash]")?.click();
  },
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, dialog[open]");
  if (event.key === "Escape") {
    if (event.target.matches("input[type=search]")) event.target.blur();
    else if (!typing && picked().length) clear();
    return;
  }
  if (typing || !(event.key in keys)) return;
  event.preventDefault();
  keys[event.key]();
});
show();
