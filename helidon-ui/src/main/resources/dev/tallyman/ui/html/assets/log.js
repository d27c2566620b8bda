// Follows a log that is still being written; can be paused, and goes on where it was.
import { el } from "./words.js";

const MOST = 2000;
const section = document.getElementById("log");
if (section && !section.dataset.ended) follow();

function follow() {
  const box = section.querySelector(".log");
  const list = box.querySelector("ol");
  const state = document.getElementById("log-state");
  const pause = section.querySelector("[data-pause]");
  const label = pause.querySelector("span");
  const held = [];
  let paused = false;

  const stream = new EventSource(`/api/v1/runs/${section.dataset.run}/log?follow&from=${section.dataset.offset}`);
  pause.hidden = false;
  state.textContent = "Following";
  stream.addEventListener("message", (event) => {
    held.push(event.data);
    if (paused) label.textContent = `Go on, ${held.length} new`;
    else show();
  });
  stream.addEventListener("end", () => {
    stream.close();
    paused = false;
    show();
    pause.hidden = true;
    state.textContent = "Complete";
    document.dispatchEvent(new Event("tallyman:changed"));
  });
  stream.addEventListener("error", () => {
    state.textContent = stream.readyState === EventSource.CLOSED ? "Not following: open the page again" : "Connecting again";
  });
  stream.addEventListener("open", () => {
    state.textContent = paused ? "Paused" : "Following";
  });
  addEventListener("pagehide", () => stream.close());
  pause.addEventListener("click", () => {
    paused = !paused;
    state.textContent = paused ? "Paused" : "Following";
    label.textContent = paused ? "Go on" : "Pause";
    if (!paused) show();
  });

  function show() {
    if (!held.length) return;
    document.getElementById("log-empty")?.remove();
    box.hidden = false;
    for (const text of held.splice(0)) put(text);
    while (list.childElementCount > MOST) list.firstElementChild.remove();
  }

  // Lines that say the same of other figures are one, the last of them.
  function put(text) {
    const item = line(text);
    const last = list.lastElementChild;
    const what = item.lastElementChild.textContent;
    item.shape = what.includes(": ") ? text.slice(24) : text.slice(24).replace(/\d[\d,.]*( [kMGT]?B| s| min| h)?/g, "0");
    if (last?.shape === item.shape && !item.lastElementChild.className) {
      item.times = (last.times ?? 1) + 1;
      item.lastElementChild.append(el("span", "soft", ` (the last of ${item.times} such lines)`));
      last.remove();
    }
    list.append(item);
  }

  function line(text) {
    const parts = /^(\d{4}-\d\d-\d\dT(\d\d:\d\d:\d\d)\.?\d*Z) (.{1,40}?) {2}(.*)$/.exec(text);
    if (!parts) return el("li", "", el("span"), el("span"), el("span", "", text));
    const time = el("time", "", parts[2]);
    time.dateTime = parts[1];
    let meaning = "";
    if (parts[4].includes("needs you")) meaning = "need";
    else if (parts[4].includes("tries again")) meaning = "fail";
    return el("li", "", time, el("span", "", parts[3]), el("span", meaning, parts[4]));
  }
}
