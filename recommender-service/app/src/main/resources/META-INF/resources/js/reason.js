/* SPDX-License-Identifier: Apache-2.0 */
// The reason of one item and the facts that it cites.

import { el } from "./dom.js";

let serial = 0;

/** Shows a reason. Pointer or focus highlights the cited facts in the profile; a click unfolds them. */
export function reasonView(reason, textOf) {
  if (!reason) return el("p", { class: "reason pending" }, "Finding the reason");
  const facts = reason.cites.map((id) => ({ id, text: textOf(id) }));
  const list = evidence(facts);
  list.hidden = true;
  list.id = `evidence-${++serial}`;
  const cites = facts.length > 0 && button(facts, list);
  const view = el("div", { class: "reason" }, el("p", { dir: "auto" }, reason.text, " ", cites), list);
  for (const on of ["pointerenter", "focusin"]) view.addEventListener(on, () => mark(reason.cites, true));
  for (const off of ["pointerleave", "focusout"]) view.addEventListener(off, () => mark(reason.cites, false));
  return view;
}

/** Lists facts, each with its number first. */
export function evidence(facts) {
  return el("ul", { class: "evidence" }, facts.map(({ id, text }) =>
    el("li", { class: "cited" }, el("span", { class: "fact-id" }, id), el("span", { dir: "auto" }, text))));
}

/** The author of a reason's text. */
export const origin = (reason) => (reason.source === "model" ? "worded by the model" : "worded by a template");

function button(facts, list) {
  const ids = facts.map(({ id }) => id);
  const press = el("button", { type: "button", class: "cites", "aria-expanded": "false", "aria-controls": list.id,
    "aria-label": `Facts behind this reason: ${ids.join(", ")}` },
  ids.map((id) => el("span", { class: "fact-id" }, id)));
  press.addEventListener("click", () => {
    list.hidden = !list.hidden;
    press.setAttribute("aria-expanded", String(!list.hidden));
  });
  return press;
}

function mark(ids, on) {
  for (const fact of document.querySelectorAll("#facts [data-fact]")) {
    fact.classList.toggle("cited", on && ids.includes(fact.dataset.fact));
  }
}
