/* SPDX-License-Identifier: Apache-2.0 */
// The dialog of one item: its text, and the reason for its place.

import { item as load } from "./api.js";
import { byId, el, icon } from "./dom.js";
import { journey } from "./place.js";
import { evidence, origin } from "./reason.js";
import { RANKED_BY } from "./row.js";
import { subtitle } from "./say.js";

/** Opens the dialog of a recommended item; react gets the item and the reader's action. */
export function openDetails(item, factsOfReader, react) {
  const dialog = byId("details");
  const text = el("p", { class: "text", dir: "auto" });
  const close = () => dialog.close();
  const act = (name, label) => el("button", { type: "button", class: `act ${name}`, onclick: () => {
    close();
    react(item, name);
  } }, icon(name), label);
  dialog.replaceChildren(
    el("div", { class: "details-head" }, el("h2", { id: "details-title", dir: "auto" }, item.title),
      el("button", { type: "button", class: "close", "aria-label": "Close", onclick: close }, icon("close"))),
    el("p", { class: "about", dir: "auto" }, subtitle(item)), text, why(item, factsOfReader),
    el("div", { class: "actions" }, act("like", "Like"), act("dislike", "Dislike"), act("hide", "Hide")));
  dialog.onclick = (event) => event.target === dialog && close();
  dialog.showModal();
  load(item.id).then((full) => (text.textContent = full.text ?? ""), (problem) => (text.textContent = problem.message));
}

function why(item, factsOfReader) {
  const all = [...factsOfReader, ...(item.facts ?? [])];
  const cited = all.filter((fact) => item.reason?.cites.includes(fact.id));
  const others = (item.facts ?? []).filter((fact) => !cited.includes(fact));
  return el("div", { class: "details-why" },
    el("h3", {}, `Why it is at place ${item.rank}`),
    item.reason && el("p", { dir: "auto" }, item.reason.text),
    cited.length > 0 && evidence(cited),
    others.length > 0 && el("h3", {}, "More facts about it"),
    others.length > 0 && el("div", { class: "others" }, evidence(others)),
    el("p", { class: "meta" }, journey(item, Math.max(10, item.firstStageRank, item.rank)),
      el("span", { class: `by ${item.rankedBy}` }, RANKED_BY[item.rankedBy] ?? item.rankedBy),
      item.reason && el("span", {}, origin(item.reason)), el("span", {}, `score ${item.score.toFixed(3)}`)));
}
