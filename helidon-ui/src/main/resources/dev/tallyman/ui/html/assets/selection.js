// Which files are selected: on this page of the list, on its other pages, or all that match.
import { count, size } from "./words.js";

const MOST = 1000;
const $ = (id) => document.getElementById(id);
export const boxes = () => [...document.querySelectorAll("#list tr[data-id] input[type=checkbox]")];

let chosen = new Map(); // id to bytes, in the order of picking
let all = false;
let last = null;

/** What the list is asked for, but for its order and page, as an address has it. */
const asked = () => ($("list")?.dataset.query ?? "").split("&").filter((pair) => pair && !/^(cursor|from|sort)=/.test(pair));
/** The same as an object. A folder's name is bytes and stays as it came. */
export function filter() {
  return Object.fromEntries(asked().map((pair) => {
    const [name, value] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
    return [name, name === "folder" ? value : decodeURIComponent(value.replaceAll("+", " "))];
  }));
}
const key = () => asked().join("&");

/** How the server is told: all that match, or these. Null where nothing is selected. */
export function selection() {
  if (all) return { filter: filter() };
  return chosen.size ? { ids: [...chosen.keys()] } : null;
}
export function ids() { return [...chosen.keys()]; }
export function isSelected() { return all || chosen.size > 0; }

function keep() {
  try {
    if (isSelected()) sessionStorage.setItem("picked", JSON.stringify({ key: key(), all, chosen: [...chosen] }));
    else sessionStorage.removeItem("picked");
  } catch {
    // Where nothing can be kept, a selection ends with its page.
  }
}
function restore() {
  chosen = new Map();
  all = false;
  try {
    const kept = JSON.parse(sessionStorage.getItem("picked") ?? "null");
    if (kept?.key === key()) { all = kept.all; chosen = new Map(kept.chosen); }
  } catch {
    // said above
  }
}

function set(box, on) {
  box.checked = on;
  const row = box.closest("tr");
  if (!on) chosen.delete(row.dataset.id);
  else if (chosen.size < MOST) chosen.set(row.dataset.id, Number(row.dataset.bytes));
  else box.checked = false;
}

/** Shows what is selected: the rows, how many and how much, and what can be done with it. */
export function show() {
  const form = $("picked");
  const list = $("list");
  if (!form || !list) return;
  for (const box of boxes()) {
    box.checked = all || chosen.has(box.value);
    if (box.checked) box.closest("tr").setAttribute("aria-selected", "true");
    else box.closest("tr").removeAttribute("aria-selected");
  }
  const here = boxes().filter((box) => box.checked).length;
  const elsewhere = chosen.size - here;
  const bytes = [...chosen.values()].reduce((sum, each) => sum + each, 0);
  form.classList.toggle("on", isSelected());
  $("picked-count").textContent = all
    ? `All ${list.dataset.matching} selected`
    : chosen.size ? `${count(chosen.size)} selected, ${size(bytes)}${elsewhere > 0 ? `, ${count(elsewhere)} on other pages` : ""}` : "";
  const page = $("pick-all");
  if (page) {
    page.checked = all || (here > 0 && here === boxes().length);
    page.indeterminate = here > 0 && !page.checked;
  }
  $("pick-matching").hidden = all || !page?.checked || !("more" in list.dataset);
  const failed = "state" in filter() && /failed|quarantined/.test(filter().state);
  if ($("retry-picked")) $("retry-picked").hidden = !failed && !boxes().some((box) => box.checked && box.closest("tr").querySelector(".c-state .fail, .c-state .need"));
}

export function clear() {
  chosen.clear();
  all = false;
  show();
  keep();
}

/** One row more or less. */
export function toggle(box) {
  pick([box], !box.checked);
  last = box;
}
function pick(list, on) {
  // All but one is no selection that could be told: what stays is this page's.
  if (all) { all = false; for (const box of boxes()) set(box, true); }
  for (const box of list) set(box, on);
  show();
  keep();
}

document.addEventListener("click", (event) => {
  const box = event.target.closest("#list tr[data-id] input[type=checkbox]");
  if (box) {
    const list = boxes();
    const range = event.shiftKey && last && list.includes(last)
      ? list.slice(...[list.indexOf(last), list.indexOf(box)].sort((a, b) => a - b).map((at, n) => at + n))
      : [box];
    pick(range, box.checked);
    last = box;
  } else if (event.target.closest("#clear-picked")) {
    clear();
  } else if (event.target.closest("#pick-matching")) {
    all = true;
    show();
    keep();
    $("picked-count").focus();
  }
});
document.addEventListener("change", (event) => {
  if (event.target.id === "pick-all") pick(boxes(), event.target.checked);
});
// What a form of the page sends is all of the selection, not what of it is on this page.
document.addEventListener("formdata", (event) => {
  if (event.target.getAttribute("id") !== "picked") return;
  event.formData.delete("id");
  if (all) {
    event.formData.set("all", "all");
    event.formData.set("filter", key());
  } else {
    event.formData.set("id", ids().join(","));
  }
});
document.addEventListener("htmx:after:swap", () => { restore(); show(); });
restore();
show();
