/* SPDX-License-Identifier: Apache-2.0 */
// The stream of rankings of the chosen reader; reconnects after each break.

import { streamOf } from "./api.js";

const KINDS = ["ranking", "reason", "done", "problem"];
const LONGEST_WAIT_MS = 15_000;

/** Follows one reader at a time and passes the server's events on. */
export class Live {
  #source = null;
  #timer = 0;
  #failures = 0;
  #listener;

  /** @param listener functions ranking, reason, done, problem (data) and connection (state, waitMs) */
  constructor(listener) {
    this.#listener = listener;
  }

  /** Closes the current stream and follows this reader. */
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

  // The browser stops its own retries at an error status and never increases their pause, so retry here.
  #again(source, url) {
    if (source !== this.#source) return;
    source.close();
    const wait = Math.min(LONGEST_WAIT_MS, 500 * 2 ** this.#failures++);
    this.#listener.connection("reconnecting", wait);
    this.#timer = setTimeout(() => this.#open(url), wait);
  }
}
