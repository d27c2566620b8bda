// Keys, selection, and the trash with its way back. Everything here has a plain form or link below it.
import "./places.js";
import { begin, resume } from "./bulk.js";
import { clear, ids, isSelected, selection, toggle } from "./selection.js";
import { toast } from "./toast.js";
import { detail } from "./words.js";

const $ = (id) => document.getElementById(id);
const rows = () => [...document.querySelectorAll("#list tr[data-id], table[data-rows] tbody tr")];

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-help]")) $("help").showModal();
  else if (event.target.closest("[data-copy]")) copy(event.target.closest("[data-copy]"));
});

async function copy(button) {
  await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
  toast("The link is on the clipboard.", null);
}

// ---- what is done to the selection; the list fills up afterwards and the place in it stays ----
const place = () => Math.max(0, rows().indexOf(document.activeElement?.closest("tr") ?? rows().find((row) => row.querySelector(":checked"))));
async function refill(at) {
  document.dispatchEvent(new Event("tallyman:changed"));
  if (!$("results")) { location.reload(); return; }
  await htmx.ajax("GET", location.href, { target: "#results", select: "#results", swap: "outerMorph" });
  if (at === undefined) return;
  const list = rows();
  (list[Math.min(at, list.length - 1)]?.querySelector("a.name") ?? $("main")).focus({ preventScroll: true });
}
function reload() { refill(); }
function done(what, order) {
  const at = place();
  clear();
  return begin(`/api/v1/files/${what}`, order, () => refill(at));
}
async function trash(row) {
  const at = rows().indexOf(row);
  const name = row.querySelector(".name")?.cloneNode(true);
  try {
    const answer = await fetch(`/api/v1/files/${row.dataset.id}`, { method: "DELETE" });
    if (!answer.ok) throw new Error(detail(answer.status, await answer.text()));
  } catch (e) {
    toast(`Nothing was moved. ${e instanceof TypeError ? "The server cannot be reached." : e.message}`, null);
    return;
  }
  await refill(at);
  const one = document.createElement("bdi");
  const span = document.createElement("span");
  span.className = "name";
  span.append(...(name?.childNodes ?? []));
  one.append(span);
  toast([one, " moved to the trash."], () => restore(row.dataset.id, at));
}
async function restore(id, at) {
  const answer = await fetch(`/api/v1/files/${id}/restore`, { method: "POST" });
  const text = await answer.text();
  toast(answer.ok ? `${JSON.parse(text).path} is back.` : detail(answer.status, text), null);
  refill(at);
}
function restoreAll(words) {
  begin("/api/v1/files/restore", { filter: { state: "trashed", ...(words && { q: words }) } }, () => setTimeout(() => location.assign("/trash"), 2500));
}
function trashPicked() {
  const only = ids().length === 1 && selection().ids && rows().find((row) => row.dataset.id === ids()[0]);
  if (only) { clear(); trash(only); } else done("trash", selection());
}
document.addEventListener("tallyman:reload", reload);

// What is new shows by itself, unless rows would move under somebody who is at work in the list.
document.addEventListener("tallyman:show", () => {
  const list = $("list");
  if (list && !isSelected() && !list.contains(document.activeElement) && list.getBoundingClientRect().top >= 0) reload();
});
// The boxes of the form are called id, so that form.id is those.
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("id") === "picked" && event.submitter?.id === "trash-picked") {
    event.preventDefault();
    trashPicked();
  } else if (event.target.getAttribute("id") === "move-form" && event.submitter?.id !== "move-cancel") {
    done("move", { ...selection(), folder: event.target.elements.folder.value.trim() });
  }
});
document.addEventListener("click", (event) => {
  if (event.target.closest("#retry-picked")) done("retry", selection());
  else if (event.target.closest("#move-picked")) {
    event.target.closest("details").open = false;
    $("move").showModal();
  }
  else if (event.target.closest("[data-restore-all]")) restoreAll(event.target.closest("[data-restore-all]").dataset.restoreAll);
});

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
  x: () => { const box = here()?.querySelector("input[type=checkbox]"); if (box) toggle(box); },
  v: () => document.querySelector(".views a:not([aria-current])")?.click(),
  u: () => document.querySelector("[data-upload]")?.click(),
  p: () => document.querySelector("[data-pause]")?.click(),
  "?": () => $("help").showModal(),
  "#": () => {
    if (isSelected()) trashPicked();
    else if (here()?.dataset.id) trash(here());
    else document.querySelector("[data-trash]")?.click();
  },
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, dialog[open]");
  if (event.key === "Escape") {
    if (event.target.matches("input[type=search]")) event.target.blur();
    else if (!typing && isSelected()) clear();
    return;
  }
  if (typing || !(event.key in keys)) return;
  event.preventDefault();
  keys[event.key]();
});
resume(() => refill(place()));
