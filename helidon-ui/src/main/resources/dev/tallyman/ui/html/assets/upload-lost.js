// Files whose bytes this browser has no more: what the server has of them already, and which a person chose again.
import { LineBroke, request } from "./upload-request.js";

const AGAIN = 5_000; // milliseconds

/**
 * Those of the items that the server has: they were sent, and their page was gone before it wrote that down. Waits for
 * the server as long as it takes.
 */
export async function arrived(batch, items) {
  const sizes = new Map();
  let next = null;
  do {
    const url = `/api/v1/files?batch=${encodeURIComponent(batch.name)}&limit=1000${next ? `&cursor=${encodeURIComponent(next)}` : ""}`;
    const page = await patiently(url);
    for (const { path, size } of page?.items ?? []) sizes.set(path.normalize(), size);
    next = page?.next;
  } while (next);
  return items.filter((item) => sizes.get(item.path.normalize()) === item.size);
}

async function patiently(url) {
  for (;;) {
    try {
      const answer = await request("GET", url);
      if (answer.status < 500 && answer.status !== 429) return answer.ok ? answer.record : null;
    } catch (error) {
      if (!(error instanceof LineBroke)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN));
  }
}

/** Whether a file, under the path by which it was chosen, is the one that an item lost. */
export function isFoundAgain(item, file, path) {
  const same = item.state === "lost" && item.size === file.size && item.modified === file.lastModified;
  return same && (item.from === path || item.from.split("/").pop() === path);
}
