// One request of an upload: tells how far it is, and gives up when no byte has moved for 20 seconds.

const SILENCE = 20_000;

/** No answer came; whether the server has what was sent is not known. */
export class LineBroke extends Error {}

/** The page itself took it back. */
export class Stopped extends Error {}

/** @param progress told how many bytes of the body have left */
export function request(method, url, { headers = {}, body = null, progress = null, signal = null } = {}) {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    let heard = Date.now();
    let silent = false;
    const watch = setInterval(() => {
      if (Date.now() - heard <= SILENCE) return;
      silent = true;
      xhr.abort();
    }, 1000);
    const stop = () => xhr.abort();
    const end = (settle, value) => {
      clearInterval(watch);
      signal?.removeEventListener("abort", stop);
      settle(value);
    };
    xhr.upload.addEventListener("progress", (event) => {
      heard = Date.now();
      progress?.(event.loaded);
    });
    xhr.addEventListener("progress", () => (heard = Date.now()));
    xhr.addEventListener("load", () => end(resolve, new Answer(xhr)));
    xhr.addEventListener("error", () => end(reject, new LineBroke("The server cannot be reached.")));
    xhr.addEventListener("abort", () => {
      end(reject, silent ? new LineBroke("The server has been silent for 20 s.") : new Stopped());
    });
    xhr.open(method, url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    if (signal?.aborted) return end(reject, new Stopped());
    signal?.addEventListener("abort", stop);
    xhr.send(body);
  });
}

class Answer {
  constructor(xhr) {
    this.status = xhr.status;
    this.header = (name) => xhr.getResponseHeader(name);
    this.text = xhr.responseText;
  }

  get ok() {
    return this.status >= 200 && this.status < 300;
  }

  /** The record in it, or null. */
  get record() {
    try {
      return JSON.parse(this.text);
    } catch {
      return null;
    }
  }
}
