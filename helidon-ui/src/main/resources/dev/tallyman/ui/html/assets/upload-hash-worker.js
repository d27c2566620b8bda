// Computes what files are known by, beside the page: gives {} once it is there, takes {id, file}, gives {id, sha} or {id, trouble}.
import { Sha256 } from "./sha256.js";

const BLOCK = 4 * 1024 * 1024;

addEventListener("message", async (event) => {
  const { id, file } = event.data;
  try {
    postMessage({ id, sha: await hash(file) });
  } catch (error) {
    postMessage({ id, trouble: error.name });
  }
});

postMessage({});

async function hash(file) {
  if (file.size <= BLOCK && crypto.subtle) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  const sha = new Sha256();
  for (let at = 0; at < file.size; at += BLOCK) {
    sha.update(new Uint8Array(await file.slice(at, at + BLOCK).arrayBuffer()));
  }
  return sha.digest();
}
