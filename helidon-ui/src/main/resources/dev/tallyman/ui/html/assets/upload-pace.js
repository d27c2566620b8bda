// How fast a batch goes, and how long it will take: of all of it in the last seconds, since one small file is over before it has a rate.

export class Pace {
  #last = null;

  /** Bytes a second and seconds that are left; both 0 while nobody can tell. */
  of(batch, left) {
    let moved = batch.bytes;
    let rest = 0;
    for (const item of batch.items.values()) {
      moved += item.sent ?? 0;
      if (["new", "ready", "sends"].includes(item.state)) rest += item.size - (item.sent ?? 0);
    }
    const at = performance.now() / 1000;
    if (!left || batch.paused) this.#last = null;
    this.#last ??= { at, moved, files: batch.files, rate: 0, each: 0 };
    const { rate, each } = this.#measure(batch, at, moved);
    if (!rate) return { rate: 0, seconds: 0 };
    return { rate, seconds: Math.max(rest / rate, each ? (left - 1) / each : 0) };
  }

  #measure(batch, at, moved) {
    const last = this.#last;
    const passed = at - last.at;
    if (passed < 1) return last;
    const smooth = (before, value) => (before ? before * 0.7 + value * 0.3 : value);
    const rate = Math.round(smooth(last.rate, Math.max(0, moved - last.moved) / passed));
    const each = smooth(last.each, Math.max(0, batch.files - last.files) / passed);
    this.#last = { at, moved, files: batch.files, rate, each };
    return this.#last;
  }
}
