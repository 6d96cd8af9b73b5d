/* SPDX-License-Identifier: Apache-2.0 */
// One recommended item: place, title, reason and buttons.

import { el, icon } from "./dom.js";
import { journey, movement } from "./place.js";
import { origin, reasonView } from "./reason.js";
import { done, subtitle } from "./say.js";

const ACTIONS = [["like", "Like"], ["dislike", "Dislike"], ["hide", "Hide"]];
export const RANKED_BY = { model: "ranked by the model", stored: "ranked ahead by the model", "first-stage": "ranked by the first stage" };

/** A row that lives as long as its item is in the list, so that it can glide. */
export class Row {
  #place = el("div", { class: "place" });
  #about = el("p", { class: "about", dir: "auto" });
  #reason = el("div", { class: "why" });
  #meta = el("p", { class: "meta" });
  #title;

  /** @param react called with the item and "like", "dislike", "hide" or "open" */
  constructor(item, react) {
    this.item = item;
    this.#title = el("button", { type: "button", class: "open", "data-act": "open", dir: "auto", onclick: () => react(this.item, "open") }, item.title);
    const buttons = ACTIONS.map(([act, label]) => el("button", { type: "button", class: `act ${act}`, "data-act": act,
      "aria-pressed": "false", "aria-label": `${label} ${item.title}`, title: label, onclick: () => react(this.item, act) }, icon(act)));
    const body = el("div", { class: "body" }, el("h2", {}, this.#title), this.#about, this.#reason, this.#meta);
    this.element = el("li", { class: "row", "data-id": item.id }, this.#place, body, el("div", { class: "actions" }, buttons));
  }

  /** Shows the item at its place in the new ranking. */
  place(item, before, deepest) {
    const waiting = item.reason ? null : this.item.reason;
    this.item = item;
    this.#place.replaceChildren(el("span", { class: "rank" }, el("span", { class: "visually-hidden" }, "Place "), String(item.rank)), movement(item.rank, before) ?? "");
    this.#about.textContent = subtitle(item);
    this.#meta.replaceChildren(journey(item, deepest),
      el("span", { class: `by ${item.rankedBy}` }, RANKED_BY[item.rankedBy] ?? item.rankedBy), el("span", { class: "origin" }));
    if (item.reason) this.#showOrigin();
    else if (!waiting) this.#reason.replaceChildren(reasonView(null));
    this.element.classList.toggle("stale", Boolean(waiting));
  }

  /** Shows the reason, which arrives after the ranking; textOf(id) is the text of a fact. */
  explain(reason, textOf) {
    const focused = this.#reason.contains(document.activeElement);
    this.item = { ...this.item, reason };
    this.#reason.replaceChildren(reasonView(reason, textOf));
    this.element.classList.remove("stale");
    if (focused) this.#reason.querySelector("button")?.focus();
    this.#showOrigin();
  }

  /** Shows the reader's action until the next list arrives. */
  react(act) {
    this.element.dataset.reaction = act;
    for (const button of this.element.querySelectorAll(".act")) {
      button.setAttribute("aria-pressed", String(button.dataset.act === act));
    }
  }

  #showOrigin() {
    this.#meta.lastChild.textContent = origin(this.item.reason);
  }
}

/** Describes a reaction, for example "Liked Heat". */
export const reacted = (act, title) => `${done(act === "open" ? "click" : act)} ${title}`;
