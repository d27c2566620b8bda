// What is done to many files as one thing: its progress, its end, and ten seconds to take it back.
import { toast } from "./toast.js";
import { count, detail, files } from "./words.js";

const DOING = {
  delete: ["Moving to the trash", "moved to the trash"],
  restore: ["Restoring", "back"],
  retry: ["Asking again for", "to be tried again"],
  move: ["Moving", "moved"],
};

async function ask(url, order) {
  const answer = await fetch(url, {
    method: order === undefined ? "GET" : "POST",
    headers: order ? { "Content-Type": "application/json" } : {},
    body: order ? JSON.stringify(order) : undefined,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(detail(answer.status, text));
  return JSON.parse(text);
}

/** Does it, and says how far it is; after is called at its end. */
export async function begin(url, order, after) {
  try {
    await follow(await ask(url, order), after);
  } catch (e) {
    toast(`Nothing was begun. ${e instanceof TypeError ? "The server cannot be reached." : e.message}`, null);
  }
}

async function follow(bulk, after) {
  sessionStorage.setItem("bulk", bulk.id);
  let at = bulk;
  while (at.state === "running") {
    const [doing] = DOING[at.deed];
    if (at.files > 1) toast(`${doing} ${count(at.done + at.refused)} of ${files(at.files)}`, null, true);
    await new Promise((resolve) => setTimeout(resolve, at.files > 200 ? 500 : 100));
    try {
      at = await ask(`/api/v1/bulk/${bulk.id}`);
    } catch {
      // The server goes on with it; ask again.
    }
  }
  sessionStorage.removeItem("bulk");
  said(at, after);
  after?.();
}

function said(at, after) {
  const [, past] = DOING[at.deed];
  const words = [at.done ? `${files(at.done)} ${past}.` : "Nothing was changed."];
  if (at.state === "interrupted") words.push(" The server ended over it; the rest stayed as it was.");
  if (at.refused) words.push(` ${count(at.refused)} stayed: ${at.reason}`);
  toast(words, at.undo ? () => begin(`/api/v1/bulk/${at.id}/undo`, null, after) : null);
}

/** Goes on telling of one that an earlier page began. */
export async function resume(after) {
  const id = sessionStorage.getItem("bulk");
  if (!id) return;
  try {
    await follow(await ask(`/api/v1/bulk/${id}`), after);
  } catch {
    sessionStorage.removeItem("bulk");
  }
}
