/* SPDX-License-Identifier: Apache-2.0 */
// Where the time of a ranking went.

import { el } from "./dom.js";
import { millis } from "./say.js";

const STAGES = ["profile", "candidates", "model", "reasons"];

/** Draws the stages of one answer as one bar with its figures. */
export function drawTimings(element, timings) {
  const parts = STAGES.map((stage) => ({ stage, ms: timings[stage] ?? 0 }));
  const sum = Math.max(0.001, parts.reduce((total, { ms }) => total + ms, 0));
  const bar = el("div", { class: "stages", "aria-hidden": "true" }, parts.map(({ stage, ms }) => {
    const piece = el("span", { class: stage });
    piece.style.setProperty("flex-grow", String(ms / sum));
    return piece;
  }));
  const legend = el("ul", {}, parts.map(({ stage, ms }) =>
    el("li", {}, el("span", { class: `key ${stage}`, "aria-hidden": "true" }), `${stage} `, el("b", {}, millis(ms)))));
  element.replaceChildren(bar, legend);
  element.hidden = false;
}
