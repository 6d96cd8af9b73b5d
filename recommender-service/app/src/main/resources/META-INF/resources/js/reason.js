/* SPDX-License-Identifier: Apache-2.0 */
// The reason of one item, the facts that it cites, and how the item got its place.

import { el } from "./dom.js";
import { words } from "./words.js";

const RANKED_BY = {
  model: words.byModel,
  stored: words.stored,
  popularity: words.byPopularity,
};

/** Lists facts in words; their ids are details. */
export const evidence = (facts) => el("ul", { class: "evidence" }, facts.map(({ id, text }) =>
  el("li", {}, el("span", { class: "fact-id detail" }, id), el("span", { dir: "auto" }, text))));

/** The details of an item's place: ids, ranks and scores. */
export const placeOf = (item) => el("p", { class: "meta detail" }, [
  words.place(item.rank), words.firstStage(item.firstStageRank), words.score(item.score.toFixed(3)),
  RANKED_BY[item.rankedBy] ?? words.byRanker,
  item.reason && (item.reason.source === "model" ? words.wordedByModel : words.fromTemplate),
  item.reason?.cites.length > 0 && words.cites(item.reason.cites.join(", ")), words.itemId(item.id)].filter(Boolean).join(" · "));

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
