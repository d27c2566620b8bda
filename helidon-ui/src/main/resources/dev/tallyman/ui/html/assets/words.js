// Sizes and times as the server says them, and small pieces of the page.

const UNITS = ["B", "KB", "MB", "GB", "TB", "PB"];

/** `12,408` */
export function count(n) {
  return n.toLocaleString("en");
}

/** `12,408 files` */
export function files(n) {
  return n === 1 ? "1 file" : `${count(n)} files`;
}

/** `4.81 MB`, `412 KB`; from gigabytes on, a tenth is still much: `153.5 GB` */
export function size(bytes) {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  if (unit === 0) return `${bytes} B`;
  const text = value < 99.95 ? value.toPrecision(3) : value.toFixed(unit < 3 ? 0 : 1).replace(/\.0$/, "");
  return `${text} ${UNITS[unit]}`;
}

/** In its largest unit only: `17 s`, `12 min`. */
export function roughly(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min`;
  if (s < 86400) return `${Math.floor(s / 3600)} h`;
  const days = Math.floor(s / 86400);
  return days === 1 ? "1 day" : `${days} days`;
}

/** `17 s ago`; what is to come, to the nearest: `in 7 min` */
export function age(at, now) {
  const s = (now - at) / 1000;
  if (s < -1) return `in ${roughly(nearest(-s))}`;
  return s < 1 ? "just now" : `${roughly(s)} ago`;
}

function nearest(s) {
  return s + (s < 60 ? 1 : s < 3600 ? 60 : s < 86400 ? 3600 : 86400) / 2;
}

export function el(tag, css, ...children) {
  const node = document.createElement(tag);
  if (css) node.className = css;
  node.append(...children);
  return node;
}

/** One of the symbols at the top of the page. */
export function glyph(id) {
  const svg = svgElement("svg", { class: "g", "aria-hidden": "true" });
  svg.append(svgElement("use", { href: `#g-${id}` }));
  return svg;
}

export function svgElement(tag, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/** A name whose end stays when it is cut, as Name.java makes it; tokens aside. */
export function name(text) {
  const letters = [...new Intl.Segmenter().segment(text)].map((part) => part.segment);
  const keep = Math.min(letters.length, Math.max(8, Math.min(14, Math.floor(letters.length / 3))));
  const head = el("span", "", letters.slice(0, letters.length - keep).join(""));
  const tail = el("span", "", letters.slice(letters.length - keep).join(""));
  return el("bdi", "", el("span", "name", head, tail));
}

/** What went wrong, in the server's words. */
export function detail(status, body) {
  try {
    return JSON.parse(body).detail;
  } catch {
    return `The server answered ${status}.`;
  }
}
