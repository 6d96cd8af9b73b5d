/* SPDX-License-Identifier: Apache-2.0 */
// The main list: has one entry per item, moves entries to their new places, and keeps the focus.

import { Entry } from "./entry.js";
import { glide } from "./flip.js";
import { press } from "./item.js";

/** With the letters that a Korean keyboard sends for the same keys. */
const KEYS = { l: "like", d: "dislike", o: "open", ㅣ: "like", ㅇ: "dislike", ㅐ: "open" };

export class RankedList {
  #element;
  #react;
  #entries = new Map();

  /** @param react called with an item and the reader's action */
  constructor(element, react) {
    this.#element = element;
    this.#react = react;
    element.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Removes all entries, for another reader. */
  clear() {
    this.#entries.clear();
    this.#element.replaceChildren();
    this.#element.setAttribute("aria-busy", "true");
  }

  /** Shows items; those with a fresh id get a mark for a moment. Returns the elements, one for each item. */
  show(items, fresh) {
    const focus = this.#focused();
    const entries = new Map(items.map((item) => [item.id, this.#entries.get(item.id) ?? new Entry(item, this.#react)]));
    glide(this.#element, () => {
      for (const item of items) entries.get(item.id).show(item, fresh.has(item.id));
      this.#arrange([...entries.values()].map((entry) => entry.element));
    });
    this.#entries = entries;
    this.#element.removeAttribute("aria-busy");
    this.#refocus(focus);
    return items.map((item) => entries.get(item.id).element);
  }

  /** Shows an item again, for example when its reason arrived late. */
  update(item) {
    this.#entries.get(item.id)?.show(item, false);
  }

  /** Shows at once what an action does: an unwanted item leaves, a liked one is marked. */
  acted(id, act) {
    const element = this.#entries.get(id)?.element;
    press(element, act);
    if (act !== "dislike" || !element) return;
    const focus = this.#focused();
    glide(this.#element, () => element.remove());
    this.#entries.delete(id);
    this.#refocus(focus);
  }

  /** Moves the focus to the first item. */
  focus() {
    this.#element.querySelector(".open")?.focus();
  }

  // Move the remaining entries one by one: replacing all of them would lose focus and hover.
  #arrange(elements) {
    for (const old of [...this.#element.children]) if (!elements.includes(old)) old.remove();
    elements.forEach((element, index) => {
      if (this.#element.children[index] !== element) this.#element.insertBefore(element, this.#element.children[index] ?? null);
    });
  }

  #focused() {
    const entry = document.activeElement?.closest?.("li.entry");
    if (!entry || entry.parentElement !== this.#element) return null;
    return { element: document.activeElement, index: [...this.#element.children].indexOf(entry), act: document.activeElement.dataset.act };
  }

  #refocus(focus) {
    if (!focus || document.activeElement === focus.element) return;
    if (focus.element.isConnected) focus.element.focus({ preventScroll: true });
    else this.#focusAt(focus.index, focus.act);
  }

  #focusAt(index, act = "open") {
    const entry = this.#element.children[Math.max(0, Math.min(index, this.#element.children.length - 1))];
    (entry?.querySelector(`[data-act="${act}"]`) ?? entry?.querySelector("button"))?.focus();
  }

  #key(event) {
    const focus = this.#focused();
    if (!focus || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const act = KEYS[event.key.toLowerCase()];
    if (step) this.#focusAt(focus.index + step, focus.act);
    else if (act) this.#react(this.#entries.get(this.#element.children[focus.index].dataset.id).item, act);
    else return;
    event.preventDefault();
  }
}
