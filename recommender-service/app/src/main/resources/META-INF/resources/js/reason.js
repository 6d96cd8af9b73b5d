/* SPDX-License-Identifier: Apache-2.0 */
// The reason of one item, the facts that it cites, and how the item got its place.

import { el } from "./dom.js";

const RANKED_BY = {
  model: "ranked by the language model",
  stored: "the list was made earlier",
  popularity: "the most popular items, since there was no time to rank",
};

/** Lists facts in words; their ids are details. */
export const evidence = (facts) => el("ul", { class: "evidence" }, facts.map(({ id, text }) =>
  el("li", {}, el("span", { class: "fact-id detail" }, id), el("span", { dir: "auto" }, text))));

/** The details of an item's place: ids, ranks and scores. */
export const placeOf = (item) => el("p", { class: "meta detail" }, [
  `place ${item.rank}`, `first stage ${item.firstStageRank}`, `score ${item.score.toFixed(3)}`,
  RANKED_BY[item.rankedBy] ?? "ranked by the learned ranker",
  item.reason && (item.reason.source === "model" ? "reason worded by the model" : "reason from a template"),
  item.reason?.cites.length > 0 && `cites ${item.reason.cites.join(", ")}`, `item ${item.id}`].filter(Boolean).join(" · "));

/** Marks the facts of the profile that a reason cites while the pointer or the focus is on the element. */
export function marking(element, cited) {
  for (const on of ["pointerenter", "focusin"]) element.addEventListener(on, () => mark(cited()));
  for (const off of ["pointerleave", "focusout"]) element.addEventListener(off, () => mark([]));
}

function mark(ids) {
  for (const fact of document.querySelectorAll("#facts [data-fact]")) {
    fact.classList.toggle("cited", ids.includes(fact.dataset.fact));
  }
}
