/* SPDX-License-Identifier: Apache-2.0 */
// What the page says of the service's state, in sentences.

import { byId, el } from "./dom.js";
import { millis } from "./say.js";

const STATES = { connecting: "Connecting", live: "Live", reconnecting: "Reconnecting" };

const LOST_MS = 4000;
const LOST = "The connection to the service is lost. What you see may be out of date; it is tried again by itself.";

/** Shows whether the stream is open; waitMs is how long until it is tried again. */
export function showConnection(state, waitMs) {
  byId("connection").dataset.state = state;
  const wait = waitMs >= 1000 ? `, again in ${Math.round(waitMs / 1000)} s` : "";
  byId("connection-text").textContent = STATES[state] + wait;
  if (state === "live") notice("connection", null);
  else if (waitMs >= LOST_MS) notice("connection", LOST);
}

/** Says it to those who listen; a repeated sentence is said again. */
export function announce(text) {
  const announcer = byId("announcer");
  announcer.textContent = "";
  requestAnimationFrame(() => (announcer.textContent = text));
}

/** One line on who made this ranking and how fast; a reaction that led to it comes first. */
export function showSummary(ranking, timings, reaction) {
  const { name, trained } = ranking.model;
  const byModel = ranking.items.filter((item) => item.rankedBy !== "first-stage").length;
  const who = byModel === 0 ? "Ordered by the first stage alone"
    : byModel === ranking.items.length ? `Ranked by ${name}, ${trained ? "trained" : "untrained"}`
      : `${byModel} of ${ranking.items.length} ranked by ${name}, ${trained ? "trained" : "untrained"}`;
  const made = el("span", {}, `${who}, in ${millis(timings.total)}`);
  const after = reaction && el("span", { class: "trail" }, `${reaction.words}: list changed after ${millis(reaction.ms)}`);
  byId("summary").replaceChildren(...[made, after].filter(Boolean));
}

/** Says what this ranking obliges us to say, and forgets errors that it has outlived. */
export function showNotices(ranking) {
  if (ranking.degraded) notice("ranking", degraded(ranking));
  else if (ranking.items.length === 0) notice("ranking", "There is nothing left to recommend.");
  else if (!ranking.model.trained) notice("ranking", "The model is untrained: its order means nothing yet.");
  else notice("ranking", null);
  notice("error", null);
}

/** Shows one notice in its place above the list; null takes it away. Place "ranking" is no error. */
export function notice(place, text) {
  const old = byId("notices").querySelector(`[data-place="${place}"]`);
  if (old && old.textContent === text) return;
  old?.remove();
  if (text === null) return;
  const properties = place === "ranking" ? { class: "notice" } : { class: "notice error", role: "alert" };
  byId("notices").append(el("p", { ...properties, "data-place": place }, text));
}

function degraded({ items, problem }) {
  const order = items.some((item) => item.rankedBy !== "first-stage") ? "" : "This is the first stage's order, without the model. ";
  return order + sentence(problem ?? "part of the service did not answer");
}

const sentence = (text) =>
  text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");
