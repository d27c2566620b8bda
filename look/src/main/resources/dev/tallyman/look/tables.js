// Tables of a report that sort and filter. Without it they read as well; it asks nobody for anything.
(() => {
  const SORTED = 3;
  const FILTERED = 15;
  const UNITS = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, PB: 1e15, ms: 0.001, s: 1, min: 60, h: 3600, day: 86400, days: 86400 };
  const NUMBER = /([+\u2212-]?[\d,]+(?:\.\d+)?)\s*([A-Za-z]+)?/g;

  // A time by what it is, a number by its size whatever its unit, all else by its words.
  function key(cell) {
    const time = cell.querySelector("time[datetime]");
    if (time) return time.getAttribute("datetime");
    const text = cell.textContent.trim();
    if (!cell.classList.contains("num")) return text;
    const parts = [...text.matchAll(NUMBER)];
    if (!parts.length) return -Infinity;
    return parts.reduce((sum, [, number, unit]) => sum + Number(number.replaceAll(",", "").replace("\u2212", "-")) * (UNITS[unit] ?? 1), 0);
  }
  const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? (a < b ? -1 : a > b ? 1 : 0) : words.compare(String(a), String(b)));

  function sort(table, head) {
    const body = table.tBodies[0];
    const first = head.classList.contains("num") || body.rows[0].cells[head.cellIndex].querySelector("time") ? "descending" : "ascending";
    const order = !head.ariaSort ? first : head.ariaSort === "descending" ? "ascending" : "descending";
    const rows = [...body.rows].map((row) => [key(row.cells[head.cellIndex]), row]);
    const sign = order === "ascending" ? 1 : -1;
    rows.sort(([a], [b]) => sign * compare(a, b));
    body.append(...rows.map(([, row]) => row));
    for (const other of table.tHead.rows[0].cells) other.ariaSort = other === head ? order : null;
  }

  function button(table, head) {
    const name = head.textContent.trim();
    if (!name || head.classList.contains("barcell")) return;
    const press = document.createElement("button");
    press.type = "button";
    press.className = "sort";
    press.setAttribute("aria-label", `Sort by ${name.toLowerCase()}`);
    press.addEventListener("click", () => sort(table, head));
    head.append(press);
    head.classList.add("sorts");
  }

  function filter(table, rows) {
    const form = document.createElement("div");
    form.className = "tools-of-table";
    form.innerHTML = '<label class="field find"><span class="hide"></span><input type="search" autocomplete="off" spellcheck="false"></label><span class="small" role="status"></span>';
    const [label, input, said] = [form.querySelector(".hide"), form.querySelector("input"), form.querySelector("[role]")];
    label.textContent = input.placeholder = `Filter these ${rows.length} rows`;
    input.addEventListener("input", () => {
      const asked = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !asked.every((word) => text.includes(word));
        if (!row.hidden) shown++;
      }
      said.textContent = asked.length ? `${shown} of ${rows.length} rows` : "";
    });
    (table.closest(".scroll") ?? table).before(form);
  }

  for (const table of document.querySelectorAll(".sheet table")) {
    const rows = [...(table.tBodies[0]?.rows ?? [])];
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    const even = table.tHead?.rows.length === 1 && table.tBodies.length === 1 && rows.every((row) => row.cells.length === heads.length);
    // Heads that nobody sees are those of figures, not of a list.
    if (!even || rows.length < SORTED || table.tHead.classList.contains("hide")) continue;
    for (const head of heads) button(table, head);
    if (rows.length >= FILTERED) filter(table, rows);
  }
})();
