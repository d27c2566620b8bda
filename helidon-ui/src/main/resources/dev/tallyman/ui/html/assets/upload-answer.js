// What the server's answer to an upload means for the file.
import { detail } from "./words.js";

const SIGN_IN = 10_000;

/**
 * One of: done, with its record; later; taken, its name, and by which file where that is known; broke, the line, why
 * and for how long; anew; refused, and why. Beside it, after how long the file is sent again, and whether the line works.
 */
export function meaning(item, answer) {
  const { status } = answer;
  const pause = 1000 * Number(answer.header("Retry-After") ?? 0);
  if (answer.ok) return { is: "done", works: true, record: answer.record };
  if (status === 409 || status === 423) return { is: "later", after: 1000 };
  if (status === 412) return { is: "taken", works: true, other: answer.header("Content-Location")?.split("/").pop() ?? null };
  if (status === 401) return { is: "broke", why: "You are not signed in any more. Sign in in another tab.", pause: SIGN_IN };
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    item.tries = (item.tries ?? 0) + 1;
    return { is: "broke", why: detail(status, answer.text), pause, after: Math.max(pause, Math.min(30_000, 500 * 2 ** item.tries)) };
  }
  // Its bytes may have changed since they were looked at: once, all is begun anew.
  if ((status === 400 || status === 422 || status === 404) && !item.renewed) return { is: "anew" };
  return { is: "refused", works: true, reason: detail(status, answer.text) };
}
