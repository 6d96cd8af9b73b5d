/* SPDX-License-Identifier: Apache-2.0 */
// The places of an item: in the first stage, in this list and in the previous list.

import { el, svg } from "./dom.js";

const WIDTH = 72;
const MARGIN = 5;

/** Shows the movement since the last list; before is the rank there, 0 when absent, null without a last list. */
export function movement(rank, before) {
  if (before === null) return null;
  if (before === 0) return el("span", { class: "movement new" }, "new");
  const steps = before - rank;
  if (steps === 0) return el("span", { class: "movement" }, "same", hidden(" place as before"));
  const way = steps > 0 ? "up" : "down";
  const arrow = el("span", { "aria-hidden": "true" }, steps > 0 ? "▲" : "▼");
  return el("span", { class: `movement ${way}` }, arrow, hidden(`${way} `), String(Math.abs(steps)), hidden(" since the last list"));
}

/** Draws the way from the first stage's place to the current place, on a scale up to the deepest place. */
export function journey(item, deepest) {
  const words = el("span", {}, `first stage ${item.firstStageRank} `, arrow(), ` ${item.rank}`);
  return el("span", { class: `journey ${way(item)}` }, track(item, deepest), words);
}

function track({ rank, firstStageRank }, deepest) {
  const x = (place) => MARGIN + ((deepest - place) / Math.max(1, deepest - 1)) * (WIDTH - 2 * MARGIN);
  return svg("svg", { viewBox: `0 0 ${WIDTH} 10`, width: WIDTH, height: 10, "aria-hidden": "true" },
    svg("line", { class: "rail", x1: MARGIN, x2: WIDTH - MARGIN, y1: 5, y2: 5 }),
    svg("line", { class: "path", x1: x(firstStageRank), x2: x(rank), y1: 5, y2: 5 }),
    svg("circle", { class: "from", cx: x(firstStageRank), cy: 5, r: 3 }),
    svg("circle", { class: "to", cx: x(rank), cy: 5, r: 3.6 }));
}

const way = ({ rank, firstStageRank }) =>
  rank < firstStageRank ? "raised" : rank > firstStageRank ? "lowered" : "kept";
const arrow = () => [el("span", { "aria-hidden": "true" }, "→"), hidden(" now ")];
const hidden = (text) => el("span", { class: "visually-hidden" }, text);
