// What is said for a few seconds, with a way back where there is one.
let timer = 0;

/** Says it; undo adds ten seconds to think again; one that stays is replaced by what is said next. */
export function toast(text, undo, stays = false) {
  clearInterval(timer);
  const before = document.querySelector("#floats .toast[data-stays]");
  if (stays && before) {
    before.querySelector("p").textContent = text;
    return;
  }
  document.querySelector("#floats .toast")?.remove();
  const box = document.createElement("div");
  box.className = "toast";
  box.setAttribute("role", "status");
  if (stays) box.dataset.stays = "";
  const words = document.createElement("p");
  words.append(...(typeof text === "string" ? [text] : text));
  box.append(words);
  let left = undo ? 10 : 5;
  if (undo) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn tiny";
    const seconds = document.createElement("span");
    seconds.className = "soft";
    seconds.setAttribute("aria-hidden", "true");
    seconds.textContent = `${left} s`;
    button.append("Undo ", seconds);
    button.addEventListener("click", () => { box.remove(); undo(); });
    box.append(button);
  }
  document.getElementById("floats").prepend(box);
  if (stays) return;
  timer = setInterval(() => {
    if (box.matches(":hover, :focus-within")) return;
    left--;
    const seconds = box.querySelector(".soft");
    if (seconds) seconds.textContent = `${left} s`;
    if (left <= 0) { clearInterval(timer); box.remove(); }
  }, 1000);
}
