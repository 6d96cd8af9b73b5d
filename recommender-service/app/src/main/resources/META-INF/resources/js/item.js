/* SPDX-License-Identifier: Apache-2.0 */
// The parts that every view of an item has: its title, what it is, and its buttons.

import { el, icon } from "./dom.js";
import { words } from "./words.js";

const ACTIONS = [["like", words.like], ["dislike", words.dislike]];

/** The title as a button that opens the item. */
export const titleOf = (item, react) => el("button", { type: "button", class: "open", "data-act": "open", dir: "auto",
  onclick: () => react(item, "open") }, item.title);

/** The buttons to like an item or to ask for less like it; react gets the item and "like" or "dislike". */
export const actionsOf = (item, react) => el("div", { class: "actions" }, ACTIONS.map(([act, label]) =>
  el("button", { type: "button", class: `act ${act}`, "data-act": act, "aria-pressed": "false",
    "aria-label": `${label}: ${item.title}`, title: label, onclick: () => react(item, act) }, icon(act), el("span", {}, label))));

/** Shows on the buttons inside an element which action was chosen; "" shows none. */
export function press(element, act) {
  for (const button of element?.querySelectorAll(".act") ?? []) button.setAttribute("aria-pressed", String(button.dataset.act === act));
}
