/* SPDX-License-Identifier: Apache-2.0 */
// One entry of the main list: title, what it is, reason and buttons.

import { el } from "./dom.js";
import { actionsOf, press, titleOf } from "./item.js";
import { marking, placeOf } from "./reason.js";
import { about } from "./say.js";
import { words } from "./words.js";

const NEW_MS = 8000;

/** An entry that lives as long as its item is in the list, so that it can glide. */
export class Entry {
  #new = el("span", { class: "new", hidden: true }, words.newTitle);
  #reason = el("span", { dir: "auto" });
  #meta = el("div");

  /** @param react called with the item and "like", "dislike" or "open" */
  constructor(item, react) {
    this.item = item;
    const now = (_, act) => react(this.item, act);
    const [first, ...more] = about(item);
    const why = el("button", { type: "button", class: "why", "data-act": "open", "aria-label": words.whyTitle(item.title), onclick: () => now(item, "open") }, words.why);
    const reason = el("p", { class: "reason" }, this.#reason, " ", why);
    const body = el("div", { class: "body" }, el("h3", {}, titleOf(item, now), this.#new),
      el("p", { class: "about", dir: "auto" }, el("b", {}, first ?? ""), more.join(" · ")), reason, this.#meta);
    this.element = el("li", { class: "entry", "data-id": item.id }, body, actionsOf(item, now));
    marking(this.element, () => this.item.reason?.cites ?? []);
  }

  /** Shows the item as the latest list has it. */
  show(item, isNew) {
    this.item = item;
    press(this.element, "");
    this.#reason.textContent = item.reason?.text ?? "";
    this.#meta.replaceChildren(placeOf(item));
    if (!isNew) return;
    this.#new.hidden = false;
    setTimeout(() => (this.#new.hidden = true), NEW_MS);
  }
}
