/* SPDX-License-Identifier: Apache-2.0 */
// The ranked list: has one row per item, moves rows to their new places, and keeps the focus.

import { glide } from "./flip.js";
import { Row } from "./row.js";

const KEYS = { l: "like", d: "dislike", h: "hide", o: "open" };

export class RankedList {
  #element;
  #react;
  #rows = new Map();
  #facts = new Map();
  #places = null;
  #before = null;
  #version = null;

  /** @param react called with an item and the reader's action */
  constructor(element, react) {
    this.#element = element;
    this.#react = react;
    element.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Removes all rows, for another reader. */
  clear() {
    this.#rows.clear();
    this.#places = this.#before = this.#version = null;
    this.#element.replaceChildren();
    this.#element.setAttribute("aria-busy", "true");
  }

  /** Shows a ranking; returns the number of new items. */
  show(ranking) {
    // After a broken connection the same ranking comes again: compare it with the same earlier ranking.
    if (ranking.profileVersion !== this.#version) this.#before = this.#places;
    const places = this.#before;
    const focus = this.#focused();
    const deepest = Math.max(10, ...ranking.items.map((item) => Math.max(item.firstStageRank, item.rank)));
    this.#facts = new Map((ranking.facts ?? []).map((fact) => [fact.id, fact.text]));
    const fresh = new Map(ranking.items.map((item) => [item.id, this.#rows.get(item.id) ?? new Row(item, this.#react)]));
    glide(this.#element, () => {
      for (const item of ranking.items) {
        fresh.get(item.id).place(item, places && (places.get(item.id) ?? 0), deepest);
        if (item.reason) this.reason(item.id, item.reason, fresh);
      }
      this.#arrange([...fresh.values()].map((row) => row.element));
    });
    this.#rows = fresh;
    this.#version = ranking.profileVersion;
    this.#places = new Map(ranking.items.map((item) => [item.id, item.rank]));
    this.#element.removeAttribute("aria-busy");
    this.#refocus(focus);
    return places ? ranking.items.filter((item) => !places.has(item.id)).length : ranking.items.length;
  }

  /** Shows the reason of one item. */
  reason(id, reason, rows = this.#rows) {
    const row = rows.get(id);
    if (!row) return;
    const own = new Map((row.item.facts ?? []).map((fact) => [fact.id, fact.text]));
    row.explain(reason, (fact) => own.get(fact) ?? this.#facts.get(fact) ?? "a fact that the service did not send");
  }

  /** Shows the reader's action on an item. */
  reacted(id, act) {
    this.#rows.get(id)?.react(act);
  }

  /** Moves the focus to the first item. */
  focus() {
    this.#element.querySelector(".open")?.focus();
  }

  // Move the remaining rows one by one: replacing all rows would lose focus and hover.
  #arrange(elements) {
    for (const old of [...this.#element.children]) if (!elements.includes(old)) old.remove();
    elements.forEach((element, index) => {
      if (this.#element.children[index] !== element) this.#element.insertBefore(element, this.#element.children[index] ?? null);
    });
  }

  #focused() {
    const row = document.activeElement?.closest?.("li.row");
    if (!row || row.parentElement !== this.#element) return null;
    return { element: document.activeElement, index: [...this.#element.children].indexOf(row), act: document.activeElement.dataset.act };
  }

  #refocus(focus) {
    if (!focus || document.activeElement === focus.element) return;
    if (focus.element.isConnected) focus.element.focus({ preventScroll: true });
    else this.#focusAt(focus.index, focus.act);
  }

  #focusAt(index, act = "open") {
    const row = this.#element.children[Math.max(0, Math.min(index, this.#element.children.length - 1))];
    (row?.querySelector(`[data-act="${act}"]`) ?? row?.querySelector("button"))?.focus();
  }

  #key(event) {
    const focus = this.#focused();
    if (!focus || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#focusAt(focus.index + step, focus.act);
    else if (KEYS[event.key.toLowerCase()]) this.#press(focus.index, KEYS[event.key.toLowerCase()]);
    else return;
    event.preventDefault();
  }

  #press(index, act) {
    const row = this.#rows.get(this.#element.children[index].dataset.id);
    this.#react(row.item, act);
  }
}
