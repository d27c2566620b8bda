// Where somebody was in a list: back, forward and another page of it do not begin at the top of the document again.

const MOST = 30; // addresses
const address = () => location.pathname + location.search;
const places = new Map(read());
let last = null;
let returns = false;

function read() {
  try {
    return JSON.parse(sessionStorage.getItem("places")) ?? [];
  } catch {
    return [];
  }
}

/** What finds it again in the page that the server makes of the same address. */
function selector(node) {
  const row = node.closest("tr[data-id]");
  if (row) return `#${row.id} a.name`;
  const link = node.closest(".pages a[rel]");
  return link && `.pages a[rel=${link.rel}]`;
}

document.addEventListener("focusin", (event) => {
  last = selector(event.target);
  if (!last) return;
  places.delete(address());
  places.set(address(), last);
  if (places.size > MOST) places.delete(places.keys().next().value);
});
addEventListener("pagehide", () => sessionStorage.setItem("places", JSON.stringify([...places])));

function comeBack() {
  const node = document.activeElement === document.body && places.has(address()) && document.querySelector(places.get(address()));
  if (!node) return;
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block: "nearest" });
}

// A link to another page becomes another link in that page, or is not there on the last one.
function turn() {
  const now = document.activeElement;
  if (!last?.startsWith(".pages") || (now !== document.body && !now?.closest(".pages"))) return;
  const node = document.querySelector(last) ?? document.querySelector("#list tr[data-id] a.name");
  if (node && node !== now) node.focus();
}

addEventListener("popstate", () => (returns = true));
// By then the address is that of what is shown.
document.addEventListener("htmx:after:swap", () => setTimeout(() => {
  if (returns) comeBack();
  else turn();
  returns = false;
}));
if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") comeBack();
