// The tray of uploads: a line for each batch, and below it what a person has to decide about it.
import { AskLines } from "./upload-ask.js";
import { Pace } from "./upload-pace.js";
import { count, files, name, roughly, size } from "./words.js";

const FLICKER = 1500; // milliseconds that a line may be down before it is said
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });

export class Tray {
  #queue;
  #keeps;
  #made = document.getElementById("uploads").content;
  #box = null;
  #lines = new Map();
  #drawing = 0;

  /** @param keeps whether the next page can go on with all that is not sent yet */
  constructor(queue, { keeps }) {
    this.#queue = queue;
    this.#keeps = keeps;
    setInterval(() => this.#queue.line.down && this.later(), 1000);
  }

  /** Soon, and not more often than five times a second. */
  later() {
    if (!this.#drawing) this.#drawing = setTimeout(() => this.#draw(), 200);
  }

  #draw() {
    this.#drawing = 0;
    const { batches } = this.#queue;
    if (!batches.length) {
      this.#box?.remove();
      this.#box = null;
      this.#lines.clear();
      return;
    }
    if (!this.#box) this.#open();
    this.#head(batches);
    this.#down(batches);
    const nodes = batches.flatMap((batch) => this.#batch(batch));
    place(this.#box.querySelector("ul"), nodes);
  }

  #open() {
    this.#box = this.#made.querySelector("section").cloneNode(true);
    this.#on(this.#box, "fold", (button) => {
      const folded = this.#box.classList.toggle("folded");
      button.setAttribute("aria-expanded", String(!folded));
    });
    if (matchMedia("(max-width: 700px)").matches) this.#box.querySelector("[data-act=fold]").click();
    this.#on(this.#box, "close", () => [...this.#queue.batches].forEach((batch) => this.#queue.close(batch)));
    this.#on(this.#box, "wake", () => this.#queue.wake());
    document.getElementById("floats").append(this.#box);
  }

  #on(node, act, work) {
    const button = node.querySelector(`[data-act=${act}]`);
    button.addEventListener("click", () => work(button));
  }

  #head(batches) {
    const sum = { files: 0, here: 0, left: 0, asks: 0, going: 0, through: 0 };
    let rate = 0;
    let seconds = 0;
    for (const batch of batches) {
      const { left, asks, here } = tally(batch);
      sum.files += batch.files;
      sum.here += here;
      sum.left += left;
      if (left) {
        sum.going += batch.total;
        sum.through += batch.total - left;
      }
      sum.asks += asks;
      const pace = this.#line(batch).pace.of(batch, left);
      rate += pace.rate;
      seconds = Math.max(seconds, pace.seconds);
    }
    let words = ended(sum.files, sum.here);
    if (sum.left) words = `Uploading ${count(sum.through + 1)} of ${count(sum.going)}`;
    else if (sum.asks) words = `${files(sum.asks)} ${sum.asks === 1 ? "needs" : "need"} you`;
    const waits = this.#queue.line.down;
    put(this.#box.querySelector("header b"), words);
    put(this.#box.querySelector("header .small"), !waits && rate > 0 ? `${size(rate)}/s · ${roughly(seconds + 1)} left` : "");
    this.#box.querySelector("[data-act=close]").hidden = sum.left + sum.asks > 0;
  }

  #down(batches) {
    const say = this.#box.querySelector(".say");
    const { down, wait } = this.#queue.line;
    const busy = batches.some((batch) => tally(batch).left);
    say.hidden = !busy || !down || Date.now() - down.since < FLICKER;
    if (!say.hidden) {
      const next = wait > 1000 ? ` It is tried again in ${roughly(wait / 1000)}.` : "";
      put(say.querySelector("span"), `Waiting since ${clock.format(down.since)}. ${down.why} Nothing is lost.${next}`);
    }
    const note = this.#box.querySelector("[data-note]");
    note.hidden = this.#keeps() || !busy;
  }

  #line(batch) {
    let line = this.#lines.get(batch.id);
    if (!line) {
      const node = this.#made.querySelector("li.batch").cloneNode(true);
      node.querySelector("bdi").replaceWith(name(batch.label));
      line = { node, pace: new Pace(), asks: new AskLines(this.#queue, batch, this.#made), ended: false };
      for (const act of ["show", "pause", "cancel"]) {
        const button = node.querySelector(`[data-act=${act}]`);
        button.setAttribute("aria-label", `${button.getAttribute("aria-label")}: ${batch.label}`);
      }
      this.#on(node, "show", () => (location.href = `/?batch=${encodeURIComponent(batch.name)}`));
      this.#on(node, "pause", () => this.#queue.pause(batch));
      this.#on(node, "cancel", () => this.#queue.skip(batch, [...batch.items.values()]));
      this.#lines.set(batch.id, line);
    }
    return line;
  }

  #batch(batch) {
    const line = this.#line(batch);
    const { node } = line;
    const { left, asks, sent } = tally(batch);
    const part = batch.total ? (batch.files + batch.skipped + sent) / batch.total : 1;
    node.className = `batch ${left ? "wait" : asks ? "need" : "done"}`;
    node.querySelector("use").setAttribute("href", `#g-${batch.paused && left ? "paused" : left ? "up" : asks ? "quarantined" : "classified"}`);
    node.querySelector(".fill").setAttribute("width", `${(100 * Math.min(1, part)).toFixed(1)}%`);
    node.querySelector(".meter").toggleAttribute("hidden", !left);
    const pause = node.querySelector("[data-act=pause]");
    pause.hidden = node.querySelector("[data-act=cancel]").hidden = !left;
    put(pause, batch.paused ? "Go on" : "Pause");
    pause.setAttribute("aria-label", `${pause.textContent}: ${batch.label}`);
    node.querySelector("[data-act=show]").hidden = !batch.files;
    put(node.querySelector(".small"), left ? this.#going(batch, line, left) : this.#over(batch));
    if (left) line.ended = false;
    else if (!line.ended) this.#end(batch, line);
    return [node, ...line.asks.draw()];
  }

  #going(batch, line, left) {
    const { rate, seconds } = line.pace.of(batch, left);
    const of = `${count(batch.files)} of ${count(batch.total)} uploaded, ${size(batch.bytes)}`;
    if (batch.paused) return `${of} · paused`;
    return of + (rate > 0 && !this.#queue.line.down ? ` · ${size(rate)}/s · ${roughly(seconds + 1)} left` : "");
  }

  #over(batch) {
    const of = batch.files ? `${count(batch.files)} uploaded, ${size(batch.bytes)}` : "Nothing was sent";
    const numbered = batch.numbered ? ` · ${count(batch.numbered)} got a number, because the name was taken` : "";
    return of + (batch.skipped ? ` · ${count(batch.skipped)} skipped` : "") + numbered;
  }

  /** Said once for a batch, to whoever listens. */
  #end(batch, line) {
    line.ended = true;
    const { asks, here } = tally(batch);
    this.#box.querySelector("[role=status]").textContent =
      `${batch.label}: ${ended(batch.files, here)}.${asks ? ` ${files(asks)} ${asks === 1 ? "needs" : "need"} you.` : ""}`;
    if (batch.files) document.dispatchEvent(new Event("tallyman:show"));
  }
}

/** What became of files of which none is under way any more. */
function ended(uploaded, here) {
  return uploaded || !here ? `${files(uploaded)} uploaded` : `${files(here)} ${here === 1 ? "is" : "are"} here already`;
}

/** Of a batch: files that are under way or wait, need somebody, were here before, and how many are as good as sent. */
function tally(batch) {
  const sum = { left: 0, asks: 0, here: 0, sent: 0 };
  for (const item of batch.items.values()) {
    if (item.state === "here") [sum.here, sum.sent] = [sum.here + 1, sum.sent + 1];
    else if (["new", "ready", "sends"].includes(item.state)) sum.left++;
    else sum.asks++;
    if (item.sent) sum.sent += item.sent / item.size;
  }
  return sum;
}

function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function place(list, nodes) {
  for (const node of [...list.children]) if (!nodes.includes(node)) node.remove();
  nodes.forEach((node, i) => {
    if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null);
  });
}
