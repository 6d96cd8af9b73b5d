/* SPDX-License-Identifier: Apache-2.0 */
// A horizontal row of titles below the main list, for example "Trending".

import { row } from "./api.js";
import { el, icon } from "./dom.js";
import { actionsOf, press, titleOf } from "./item.js";
import { placeOf } from "./reason.js";
import { about } from "./say.js";
import { words } from "./words.js";

const LENGTH = 12;

export class Shelf {
  #section;
  #cards = el("ul", { class: "cards" });
  #heading = el("h2");
  #placement;
  #react;
  #on;
  #asked = 0;
  #items = [];
  #turnedDown = new Set(); // since the row was last asked for; a late answer may still have them

  /** @param on name of the row, and functions heading(answer), or null for no row, and watch(element, item, placement) */
  constructor(section, placement, react, on) {
    this.#section = section;
    this.#placement = placement;
    this.#react = react;
    this.#on = on;
    this.#heading.id = `${section.id}-heading`;
    section.setAttribute("aria-labelledby", this.#heading.id);
    section.append(el("div", { class: "shelf-head" }, this.#heading,
      el("div", { class: "steps" }, this.#step("back", words.back, -1), this.#step("forward", words.forward, 1))), this.#cards);
    this.#cards.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Hides the row, for another reader. */
  clear() {
    this.#asked++;
    this.#items = [];
    this.#section.hidden = true;
    this.#cards.replaceChildren();
  }

  /** Fetches the row and shows it, unless another call followed. */
  async load(user, after) {
    const asked = ++this.#asked;
    this.#turnedDown.clear();
    const answer = await row(user, this.#placement, LENGTH, after).catch(() => null);
    if (asked !== this.#asked || !answer) return;
    answer.items = answer.items.filter(({ id }) => !this.#turnedDown.has(id));
    const heading = answer.items.length > 0 && this.#on.heading(answer);
    this.#section.hidden = !heading;
    if (!heading) return;
    this.#heading.textContent = heading;
    this.#items = answer.items.map((item) => ({ ...item, request: answer.requestId }));
    this.#draw();
  }

  /** Shows the last row again, after an action that failed. */
  restore() {
    this.#turnedDown.clear();
    this.#draw();
  }

  #draw() {
    this.#keepingFocus(() => {
      const kept = this.#cards.scrollLeft;
      this.#cards.replaceChildren(...this.#items.map((item) => this.#card(item)));
      this.#cards.scrollLeft = kept;
    });
  }

  /** Shows at once what an action does: an unwanted item leaves, a liked one is marked. */
  acted(id, act) {
    const card = [...this.#cards.children].find((each) => each.dataset.id === id);
    if (act === "dislike") {
      this.#turnedDown.add(id);
      this.#keepingFocus(() => card?.remove());
    } else press(card, act);
  }

  // The focus goes to the same button of the same place.
  #keepingFocus(change) {
    const { dataset: { act } = {} } = document.activeElement ?? {};
    const place = [...this.#cards.children].findIndex((card) => card.contains(document.activeElement));
    change();
    if (place < 0 || this.#cards.contains(document.activeElement)) return;
    this.#cards.children[Math.min(place, this.#cards.children.length - 1)]?.querySelector(`[data-act="${act}"]`)?.focus();
  }

  #card(item) {
    const [first, ...more] = about(item);
    const card = el("li", { class: "card", "data-id": item.id }, el("p", { class: "first", dir: "auto" }, first ?? ""),
      el("h3", {}, titleOf(item, this.#react)), el("p", { class: "about", dir: "auto" }, more.join(" · ")),
      placeOf(item), actionsOf(item, this.#react));
    this.#on.watch(card, item, this.#placement);
    return card;
  }

  #step(name, label, way) {
    return el("button", { type: "button", class: "step", "aria-label": label(this.#on.name),
      onclick: () => this.#cards.scrollBy({ left: way * this.#cards.clientWidth * 0.8, behavior: "smooth" }) }, icon(name));
  }

  // Left and right go to the same button of the next card.
  #key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const card = event.target.closest(".card");
    if (!step || !card) return;
    event.preventDefault();
    const next = step > 0 ? card.nextElementSibling : card.previousElementSibling;
    next?.querySelector(`[data-act="${event.target.dataset.act}"]`)?.focus();
  }
}
