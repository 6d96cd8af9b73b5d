/* SPDX-License-Identifier: Apache-2.0 */
// The stream of rankings of the chosen reader; reconnects after each break.

import { stream } from "./api.js";

const LONGEST_WAIT_MS = 15_000;

/** Follows one reader at a time and passes the server's events on. */
export class Live {
  #stop = null;
  #timer = 0;
  #failures = 0;
  #listener;

  /** @param listener functions ranking, reason, done (data), problem (sentence) and connection (state, waitMs) */
  constructor(listener) {
    this.#listener = listener;
  }

  /** Closes the current stream and follows this reader; wanted has limit, personal, query and after. */
  follow(user, wanted) {
    this.close();
    this.#failures = 0;
    this.#open(user, wanted);
  }

  close() {
    clearTimeout(this.#timer);
    this.#stop?.abort();
  }

  async #open(user, wanted) {
    const stop = this.#stop = new AbortController();
    this.#listener.connection(this.#failures === 0 ? "connecting" : "reconnecting", 0);
    try {
      const { body } = await stream(user, wanted, stop.signal);
      this.#failures = 0;
      this.#listener.connection("live", 0);
      for await (const { event, data } of messages(body)) this.#listener[event]?.(JSON.parse(data));
    } catch (failure) {
      if (stop.signal.aborted) return;
      if (failure.status) this.#listener.problem(failure.message);
    }
    if (!stop.signal.aborted) this.#again(user, wanted);
  }

  #again(user, wanted) {
    const wait = Math.min(LONGEST_WAIT_MS, 500 * 2 ** this.#failures++);
    this.#listener.connection("reconnecting", wait);
    this.#timer = setTimeout(() => this.#open(user, wanted), wait);
  }
}

// EventSource can't send the header that makes a list wait for an event, so read the stream here.
async function* messages(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    yield* blocks.map(message);
  }
}

function message(block) {
  const fields = block.split("\n").map((line) => /^(\w+):(.*)$/.exec(line)).filter(Boolean);
  const all = (name) => fields.filter(([, field]) => field === name).map(([, , value]) => value).join("\n");
  return { event: all("event"), data: all("data") };
}
