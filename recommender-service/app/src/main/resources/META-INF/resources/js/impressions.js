/* SPDX-License-Identifier: Apache-2.0 */
// Notices which items were on screen, and sends them as impressions when the visit ends.

import { eventOf } from "./api.js";

const HALF = 0.5;
const LONG_ENOUGH_MS = 1000;
const BATCH = 50;

/**
 * An item counts when at least half of it was on screen for a second, once for each placement and visit. A visit
 * ends with the page or with the choice of another reader. Sending later keeps a list from changing because it
 * was looked at.
 */
export class Impressions {
  #send;
  #user = "";
  #seen = new Set();
  #waiting = [];
  #items = new WeakMap();
  #timers = new WeakMap();
  #observer = new IntersectionObserver((entries) => entries.forEach((entry) => this.#look(entry)), { threshold: HALF });

  /** @param send takes the events of one batch */
  constructor(send) {
    this.#send = send;
    document.addEventListener("visibilitychange", () => document.hidden && this.#flush());
    addEventListener("pagehide", () => this.#flush());
  }

  /** Begins the visit of a reader. */
  visit(user) {
    this.#flush();
    this.#user = user;
    this.#seen.clear();
  }

  /** Watches the element of an item in the list of a placement. */
  watch(element, item, placement) {
    this.#items.set(element, { item, placement });
    this.#observer.unobserve(element);
    this.#observer.observe(element);
  }

  #look({ target, intersectionRatio }) {
    clearTimeout(this.#timers.get(target));
    if (intersectionRatio < HALF) return;
    const user = this.#user;
    this.#timers.set(target, setTimeout(() => user === this.#user && target.isConnected && this.#note(target), LONG_ENOUGH_MS));
  }

  #note(element) {
    const { item, placement } = this.#items.get(element);
    const key = `${placement} ${item.id}`;
    if (document.hidden || this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#waiting.push(eventOf(this.#user, item, "impression"));
    if (this.#waiting.length >= BATCH) this.#flush();
  }

  #flush() {
    const batch = this.#waiting.splice(0);
    if (batch.length > 0) this.#send(batch);
  }
}
