// The tray of uploads: failures first, then what is under way, then one line for all that is done.
import { count, el, files, glyph, name, roughly, size, svgElement } from "./words.js";

const SHOWN = 20;

export class Tray {
  #box = null;
  #more = el("li", "fail", glyph("failed"), el("span"));
  #waits = el("li", "wait", glyph("clock"), el("span"));
  #done = el("li", "done", glyph("classified"), el("span"));
  #note = el("span", "small");
  #act;
  #drawing = 0;
  #pace = null;

  /** @param act retry(job), cancel(job), show() and close() */
  constructor(act) {
    this.#act = act;
    this.#done.append(button("Show", " bare", "Show what was uploaded", act.show), this.#note);
  }

  /** Soon, and not more often than five times a second. */
  later(uploads) {
    if (!this.#drawing) this.#drawing = setTimeout(() => this.draw(uploads), 200);
  }

  draw(uploads) {
    clearTimeout(this.#drawing);
    this.#drawing = 0;
    if (!this.#box) this.#open();
    const { jobs, done } = uploads;
    const failed = jobs.filter((job) => job.state === "failed");
    const sending = jobs.filter((job) => job.state === "sends");
    const waiting = jobs.length - failed.length - sending.length;
    this.#head(uploads, failed.length, sending.length + waiting);
    const lines = [...failed.slice(0, SHOWN), ...sending].map((job) => this.#line(job));
    if (failed.length > SHOWN) lines.push(text(this.#more, `${count(failed.length - SHOWN)} more failed`));
    if (waiting) lines.push(text(this.#waits, `${count(waiting)} waiting`));
    if (done.files) {
      this.#note.textContent = done.numbered
        ? `${count(done.numbered)} got a number, because the name was taken.`
        : "Kept, and read within seconds.";
      lines.push(text(this.#done, `${count(done.files)} uploaded, ${size(done.bytes)}`));
    }
    place(this.#box.querySelector("ul"), lines);
  }

  #open() {
    const close = button(glyph("x"), " bare", "Close the list of uploads", (event) => {
      event.preventDefault();
      this.#box.remove();
      this.#box = null;
      this.#act.close();
    });
    const title = el("b");
    title.setAttribute("role", "status");
    this.#box = el("details", "tray", el("summary", "", title, el("span", "small"), close), el("ul"));
    this.#box.open = true;
    document.getElementById("floats").append(this.#box);
  }

  #head({ jobs, done, total }, failed, left) {
    const [title, pulse, close] = this.#box.querySelector("summary").children;
    let words = `${files(total)} uploaded`;
    if (left) words = `Uploading ${count(done.files + failed + 1)} of ${count(total)}`;
    else if (failed) words = `${count(failed)} of ${count(total)} not uploaded`;
    if (title.textContent !== words) title.textContent = words;
    pulse.textContent = left ? this.#together(jobs, done, left) : "";
    close.hidden = left > 0;
    if (!left) this.#pace = null;
  }

  // Of all of them in the last seconds: one small file is over before it has a rate.
  #together(jobs, done, left) {
    const going = jobs.filter(active);
    const moved = done.bytes + going.reduce((sum, job) => sum + job.sent, 0);
    const rest = going.reduce((sum, job) => sum + job.file.size - job.sent, 0);
    const now = performance.now() / 1000;
    this.#pace ??= { at: now, moved, files: done.files, rate: 0, each: 0 };
    const pace = this.#pace;
    const passed = now - pace.at;
    if (passed >= 1) {
      const smooth = (before, value) => (before ? before * 0.7 + value * 0.3 : value);
      const rate = smooth(pace.rate, Math.max(0, moved - pace.moved) / passed);
      const each = smooth(pace.each, (done.files - pace.files) / passed);
      this.#pace = { at: now, moved, files: done.files, rate, each };
    }
    const { rate, each } = this.#pace;
    if (!rate) return "";
    const seconds = Math.max(rest / rate, each ? (left - 1) / each : 0);
    return `${size(rate)}/s · ${roughly(seconds + 1)} left`;
  }

  // A line is made once and then changed: a button that is being pressed stays where it is.
  #line(job) {
    if (job.line?.state !== job.state) {
      job.line = { state: job.state, node: job.state === "failed" ? this.#failure(job) : this.#progress(job) };
    }
    if (job.state === "sends") {
      const rest = job.file.size - job.sent;
      const part = job.file.size ? job.sent / job.file.size : 1;
      job.line.node.querySelector(".fill").setAttribute("width", `${(100 * part).toFixed(1)}%`);
      job.line.node.querySelector(".small").textContent =
        rest === 0 ? `${size(job.file.size)} sent, being kept` : sent(job) + pace(job.rate, rest);
    }
    return job.line.node;
  }

  #failure(job) {
    const retry = button("Retry", "", `Retry ${job.name}`, () => this.#act.retry(job));
    return el("li", "fail", glyph("failed"), name(job.name), retry, el("span", "small", job.message));
  }

  #progress(job) {
    const cancel = button(glyph("x"), " bare", `Cancel ${job.name}`, () => this.#act.cancel(job));
    const meter = svgElement("svg", { class: "meter", "aria-hidden": "true" });
    meter.append(
      svgElement("rect", { class: "track", width: "100%", height: "3" }),
      svgElement("rect", { class: "fill", width: "0%", height: "3" }),
    );
    return el("li", "wait", glyph("up"), name(job.name), cancel, meter, el("span", "small"));
  }
}

/** Neither kept nor failed yet. */
export function active(job) {
  return job.state !== "failed";
}

/** `61 of 388 MB` */
export function sent(job) {
  return `${size(job.sent)} of ${size(job.file.size)}`;
}

function pace(rate, rest) {
  return rate > 0 ? ` · ${size(rate)}/s · ${roughly(rest / rate + 1)} left` : "";
}

function button(content, css, label, act) {
  const node = el("button", `btn tiny${css}`, content);
  node.type = "button";
  node.setAttribute("aria-label", label);
  node.addEventListener("click", act);
  return node;
}

function text(line, words) {
  line.children[1].textContent = words;
  return line;
}

function place(list, lines) {
  for (const node of [...list.children]) {
    if (!lines.includes(node)) node.remove();
  }
  lines.forEach((node, i) => {
    if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null);
  });
}
