/* SPDX-License-Identifier: Apache-2.0 */
// What the reader is in the mood for, in own words, and the conditions that the service understands in them.

import { byId, el, icon } from "./dom.js";
import { words } from "./words.js";

export class Wish {
  #input = byId("wish-text");
  #ask;
  #asked = "";

  /** @param ask called with the new wish, which may be empty */
  constructor(ask) {
    this.#ask = ask;
    byId("wish").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#input.addEventListener("input", () => this.#input.value === "" && this.#send());
  }

  /** Forgets the wish, for another reader. */
  clear() {
    this.#input.value = this.#asked = "";
    this.show({});
  }

  /** Shows what the service made of the wish: conditions, each with a button that takes it back. */
  show({ conditions = [], notes = [] }) {
    byId("conditions").replaceChildren(...conditions.map((one) => this.#chip(one)));
    const had = notes.find(({ code }) => code === "had");
    byId("wish-state").textContent = [
      had ? words.had(had.titles.map((title) => `“${title}”`).join(", ")) : "",
      notes.some(({ code }) => code === "query") ? words.fewMatch : "",
    ].join(" ").trim();
  }

  #send() {
    const wish = this.#input.value.trim();
    if (wish === this.#asked) return;
    this.#asked = wish;
    this.#ask(wish);
  }

  #chip(condition) {
    const takeBack = () => {
      this.#input.value = without(this.#input.value, condition.words);
      this.#input.focus();
      this.#send();
    };
    return el("li", {}, condition.text,
      el("button", { type: "button", "aria-label": words.takeBack(condition.text), onclick: takeBack }, icon("close")));
  }
}

/** A wish without some of its words, and without the commas and spaces that these leave. */
export function without(wish, part) {
  const at = wish.toLowerCase().indexOf(part.toLowerCase());
  const rest = at < 0 ? wish : `${wish.slice(0, at)} ${wish.slice(at + part.length)}`;
  return rest.replace(/\s+(?=[\s,.])/g, "").replace(/^[\s,]+|[\s,]+$/g, "");
}
