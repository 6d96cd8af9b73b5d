/* SPDX-License-Identifier: Apache-2.0 */
// The stream of rankings: open while a reader is chosen, opened again whenever it breaks.

import { streamOf } from "./api.js";

const KINDS = ["ranking", "reason", "done", "problem"];
const LONGEST_WAIT_MS = 15_000;

/** Follows one reader at a time and hands on what the server says. */
export class Live {
  #source = null;
  #timer = 0;
  #failures = 0;
  #listener;

  /** @param listener functions ranking, reason, done, problem (data) and connection (state, waitMs) */
  constructor(listener) {
    this.#listener = listener;
  }

  /** Leaves the reader followed so far and follows this one. */
  follow(user, limit) {
    this.close();
    this.#failures = 0;
    this.#open(streamOf(user, limit));
  }

  close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #open(url) {
    this.#listener.connection(this.#failures === 0 ? "connecting" : "reconnecting");
    const source = new EventSource(url);
    this.#source = source;
    source.onopen = () => {
      this.#failures = 0;
      this.#listener.connection("live");
    };
    source.onerror = () => this.#again(source, url);
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => this.#listener[kind](JSON.parse(event.data)));
    }
  }

  // The browser's own retries stop at an error status and never wait longer; ours do neither.
  #again(source, url) {
    if (source !== this.#source) return;
    source.close();
    const wait = Math.min(LONGEST_WAIT_MS, 500 * 2 ** this.#failures++);
    this.#listener.connection("reconnecting", wait);
    this.#timer = setTimeout(() => this.#open(url), wait);
  }
}
