// Sends one file: whole with PUT, or in pieces with tus when it is large. Sent again, it is stored once.
import { LineBroke, request } from "./upload-request.js";

const LARGE = 8_000_000;
const PIECE = 32 * 1024 * 1024;

export function isLarge(item) {
  return item.size > LARGE;
}

/** A key that no other file has. */
export function randomKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The answer to the last request for it: 200, 201 or 204 when it is kept.
 *
 * @param batch the name that the server knows the batch by
 * @param moved told how many bytes of it have left, and true when the server has acknowledged them
 */
export async function send(item, batch, moved, signal) {
  if (item.replaces) {
    const gone = await request("DELETE", `/api/v1/files/${item.replaces}`, { signal });
    if (!gone.ok && ![404, 409, 410].includes(gone.status)) return gone;
    item.replaces = null;
  }
  try {
    return await (isLarge(item) ? inPieces(item, batch, moved, signal) : whole(item, batch, moved, signal));
  } catch (error) {
    if (error instanceof LineBroke) await proveReadable(item);
    throw error;
  }
}

/** Forgets what the server has of an unfinished one. */
export function forget(item) {
  if (item.tus) request("DELETE", item.tus, { headers: { "Tus-Resumable": "1.0.0" } }).catch(() => {});
}

// A file that is gone from this computer breaks a request as a lost connection does.
async function proveReadable(item) {
  try {
    await item.file.slice(0, 1).arrayBuffer();
  } catch {
    throw new DOMException("gone", "NotReadableError");
  }
}

function common(item) {
  const headers = { "Idempotency-Key": item.key };
  if (!item.number) headers["If-None-Match"] = "*";
  return headers;
}

function whole(item, batch, moved, signal) {
  const headers = common(item);
  if (item.modified > 0) headers["Last-Modified"] = new Date(item.modified).toUTCString();
  if (item.sha) headers["Repr-Digest"] = `sha-256=:${base64(item.sha.match(/../g).map((hex) => parseInt(hex, 16)))}:`;
  const url = `/api/v1/files/by-path/${item.url}?batch=${encodeURIComponent(batch)}`;
  return request("PUT", url, { headers, body: item.file, progress: moved, signal });
}

async function inPieces(item, batch, moved, signal) {
  const headers = { "Tus-Resumable": "1.0.0" };
  let answer = item.tus ? await request("HEAD", item.tus, { headers, signal }) : await create(item, batch, signal);
  if (item.tus && (answer.status === 404 || answer.status === 410)) {
    Object.assign(item, { tus: null, key: randomKey() });
    answer = await create(item, batch, signal);
  }
  while (answer.ok) {
    const offset = Number(answer.header("Upload-Offset"));
    moved(offset, true);
    if (answer.header("Content-Location")) return answer;
    const piece = item.file.slice(offset, offset + PIECE);
    answer = await request("PATCH", item.tus, {
      headers: { ...headers, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" },
      body: piece,
      progress: (sent) => moved(offset + Math.min(sent, piece.size)),
      signal,
    });
  }
  return answer;
}

async function create(item, batch, signal) {
  const words = { relativePath: bytesOf(item.url), batch: new TextEncoder().encode(batch) };
  if (item.type) words.filetype = new TextEncoder().encode(item.type);
  if (item.modified > 0) words.lastModified = new TextEncoder().encode(String(item.modified));
  const metadata = Object.entries(words).map(([key, bytes]) => `${key} ${base64(bytes)}`);
  const answer = await request("POST", "/api/v1/uploads", {
    headers: {
      ...common(item),
      "Tus-Resumable": "1.0.0",
      "Upload-Length": String(item.size),
      "Upload-Metadata": metadata.join(","),
    },
    signal,
  });
  if (answer.ok) item.tus = new URL(answer.header("Location"), location.href).pathname;
  return answer;
}

/** Names are bytes: an address keeps even those that are no text. */
function bytesOf(url) {
  return Uint8Array.from(url.replace(/%(..)/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), (c) => c.charCodeAt(0));
}

function base64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}
