/* SPDX-License-Identifier: Apache-2.0 */
// The dialog of one item: its text, and why it is in the list. Opening it changes nothing.

import { item as load } from "./api.js";
import { byId, el, icon } from "./dom.js";
import { actionsOf } from "./item.js";
import { evidence, placeOf } from "./reason.js";
import { about } from "./say.js";
import { language, words } from "./words.js";

/** Opens the dialog of a recommended item; react gets the item and the reader's action. */
export function openItem(item, factsOfReader, react) {
  const dialog = byId("item");
  const text = el("p", { class: "text", dir: "auto" });
  const close = () => dialog.close();
  const actions = actionsOf(item, (_, act) => {
    close();
    react(item, act);
  });
  dialog.replaceChildren(
    el("div", { class: "item-head" }, el("h2", { id: "item-title", dir: "auto" }, item.title),
      el("button", { type: "button", class: "close", "aria-label": words.close, onclick: close }, icon("close"))),
    el("p", { class: "about", dir: "auto" }, about(item, Infinity).join(" · ")), text, why(item, factsOfReader), actions);
  dialog.onclick = (event) => event.target === dialog && close();
  dialog.showModal();
  load(item.id).then((full) => (text.textContent = full.texts?.[language] ?? full.text ?? ""), (problem) => (text.textContent = problem.message));
}

function why(item, factsOfReader) {
  const all = [...factsOfReader, ...(item.facts ?? [])];
  const cited = all.filter((fact) => item.reason?.cites.includes(fact.id));
  const others = (item.facts ?? []).filter((fact) => !cited.includes(fact));
  return el("div", { class: "item-why" },
    el("h3", {}, words.whyHere),
    el("p", { dir: "auto" }, item.reason?.text ?? words.noReasonYet),
    cited.length > 0 && evidence(cited),
    others.length > 0 && el("div", { class: "detail" }, el("h3", {}, words.moreFacts), evidence(others)),
    placeOf(item));
}
