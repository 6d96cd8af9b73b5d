/* SPDX-License-Identifier: Apache-2.0 */
// The time of each stage of a ranking.

import { el } from "./dom.js";
import { millis } from "./say.js";

const STAGES = ["profile", "candidates", "model", "reasons"];

/** Draws the times of one answer's stages as one bar with figures. */
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
