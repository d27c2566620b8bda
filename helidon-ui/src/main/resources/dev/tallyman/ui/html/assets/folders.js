// The folders beside the list open in place and follow what happens. Without this they are links into each other.
const FOLDER = /[?&]folder=([^&]*)/;

const nav = () => document.getElementById("tree");
const folder = (link) => FOLDER.exec(link.getAttribute("href"))?.[1];
const linkOf = (item) => item.querySelector(":scope > a");
const listOf = (item) => item.querySelector(":scope > ul");

let sent = ""; // the folders as the server said them last
const opened = new Map(); // which of them somebody opened or shut

/** The folders in one, as its own page would show them; null for none. */
async function inside(link) {
  const answer = await fetch(`/live${link.search}`, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const here = page.querySelector("#tree li li > a[aria-current]");
  return here?.parentElement.querySelector(":scope > ul") ?? null;
}

async function open(item, button) {
  let list = listOf(item);
  if (!list) {
    try {
      list = await inside(linkOf(item));
    } catch {
      return; // the link is still there
    }
    if (!list) {
      if (document.activeElement === button) linkOf(item).focus();
      button.remove();
      return;
    }
    item.append(document.adoptNode(list));
    window.htmx?.process(list);
    dress(list);
  }
  list.hidden = false;
  button.setAttribute("aria-expanded", "true");
}

function shut(item, button) {
  const list = listOf(item);
  if (list) list.hidden = true;
  button.setAttribute("aria-expanded", "false");
}

/** Gives each folder of a list its button, and the state in which somebody left it. */
function dress(list) {
  for (const item of list.querySelectorAll("li:has(> a)")) {
    if (item.querySelector(":scope > .opens")) continue;
    const link = linkOf(item);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "opens";
    button.setAttribute("aria-label", `Folders in ${link.querySelector(".name")?.textContent ?? ""}`);
    button.setAttribute("aria-expanded", String(listOf(item) !== null));
    item.prepend(button);
    const wanted = opened.get(folder(link));
    if (wanted === true && !listOf(item)) open(item, button);
    else if (wanted === false) shut(item, button);
  }
}
const dressAll = () => dress(nav().querySelector("li > ul"));

document.addEventListener("click", (event) => {
  const button = event.target.closest("#tree .opens");
  if (!button) return;
  const item = button.parentElement;
  const opens = button.getAttribute("aria-expanded") !== "true";
  opened.set(folder(linkOf(item)), opens);
  if (opens) open(item, button);
  else shut(item, button);
});

function begin() {
  if (!nav()) return;
  sent = nav().innerHTML;
  dressAll();
}

/** Other folders, or other numbers: what is open stays open, and the focus where it is. */
document.addEventListener("tallyman:fresh", (event) => {
  const then = event.detail.getElementById("tree");
  if (!nav() || !then || then.innerHTML === sent) return;
  const focus = nav().contains(document.activeElement) ? document.activeElement : null;
  const at = focus && folder(linkOf(focus.parentElement));
  const kind = focus?.matches(".opens") ? ".opens" : "a";
  sent = then.innerHTML;
  nav().replaceChildren(...then.childNodes);
  window.htmx?.process(nav());
  dressAll();
  if (focus) [...nav().querySelectorAll("li > a")].find((link) => folder(link) === at)?.parentElement.querySelector(`:scope > ${kind}`)?.focus({ preventScroll: true });
});
document.addEventListener("htmx:after:swap", () => { if (nav() && !nav().querySelector(".opens")) begin(); });
begin();
