// What a person decides about a batch, once for all files that it concerns: here already, taken, refused, lost.
import { count, files } from "./words.js";

export class AskLines {
  #queue;
  #batch;
  #made;
  #nodes = new Map();

  constructor(queue, batch, made) {
    this.#queue = queue;
    this.#batch = batch;
    this.#made = made;
  }

  /** The lines that are to be seen now. */
  draw() {
    const lines = [];
    const groups = new Map();
    for (const item of this.#batch.items.values()) {
      const reason = item.state === "refused" ? item.reason : "";
      const key = `${item.state} ${reason}`;
      if (!groups.has(key)) groups.set(key, { state: item.state, reason, number: 0, first: item });
      groups.get(key).number++;
    }
    for (const [key, group] of groups) {
      const kind = KINDS[group.state];
      if (kind) lines.push(this.#line(key, kind, group));
    }
    return lines;
  }

  #line(key, kind, { state, reason, number, first }) {
    let node = this.#nodes.get(key);
    if (!node) {
      node = this.#made.querySelector("li.ask").cloneNode(true);
      node.classList.add(kind.meaning);
      node.querySelector("use").setAttribute("href", `#g-${kind.glyph}`);
      for (const [words, act] of kind.acts) node.querySelector(".acts").append(this.#button(words, act, state, reason));
      this.#nodes.set(key, node);
    }
    const text = kind.words(number, reason, first);
    const place = node.querySelector(".words");
    if (place.textContent !== text) place.textContent = text;
    return node;
  }

  #button(words, act, state, reason) {
    const button = this.#made.querySelector("button.choice").cloneNode(true);
    button.textContent = words;
    button.addEventListener("click", () => act(this.#queue, this.#batch, this.#queue.of(this.#batch, state, reason)));
    return button;
  }
}

const skip = ["Skip all", (queue, batch, items) => queue.skip(batch, items)];
const keepBoth = ["Keep both", (queue, _, items) => queue.keepBoth(items)];
const replace = ["Replace", (queue, _, items) => queue.replace(items)];
const are = (number) => `${count(number)} ${number === 1 ? "is" : "are"}`;

const KINDS = {
  here: {
    meaning: "done",
    glyph: "classified",
    words: (number) => `${are(number)} here already, byte for byte, and ${number === 1 ? "was" : "were"} not sent again.`,
    acts: [["Skip", (queue, batch, items) => queue.skip(batch, items)], keepBoth, replace],
  },
  taken: {
    meaning: "need",
    glyph: "quarantined",
    words: (number) =>
      number === 1
        ? "1 name is taken by a file with other contents. Replace moves the old one to the trash."
        : `${count(number)} names are taken by files with other contents. Replace moves the old ones to the trash.`,
    acts: [keepBoth, replace, skip],
  },
  refused: {
    meaning: "fail",
    glyph: "failed",
    words: (number, reason, first) => `${number === 1 ? first.from.split("/").pop() : files(number)}: ${reason}`,
    acts: [["Retry all", (queue, _, items) => queue.again(items)], skip],
  },
  lost: {
    meaning: "need",
    glyph: "up",
    words: (number, _, first) =>
      `${number === 1 ? first.from.split("/").pop() : files(number)} ${number === 1 ? "is" : "are"} to be chosen again: browsers keep no large files. What was sent is kept, and the rest goes on.`,
    acts: [["Choose", () => document.getElementById("file-input").click()], skip],
  },
};
