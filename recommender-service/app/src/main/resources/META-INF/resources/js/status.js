/* SPDX-License-Identifier: Apache-2.0 */
// Sentences about the state of the service and of the ranking.

import { byId, el } from "./dom.js";
import { millis } from "./say.js";

const STATES = { connecting: "Connecting", live: "Live", reconnecting: "Reconnecting" };

const LOST_MS = 4000;
const LOST = "The connection to the service is lost. The page may be out of date; it reconnects automatically.";

/** Shows the state of the stream; waitMs is the time until the next attempt to connect. */
export function showConnection(state, waitMs) {
  byId("connection").dataset.state = state;
  const wait = waitMs >= 1000 ? `, again in ${Math.round(waitMs / 1000)} s` : "";
  byId("connection-text").textContent = STATES[state] + wait;
  if (state === "live") notice("connection", null);
  else if (waitMs >= LOST_MS) notice("connection", LOST);
}

/** Sends a sentence to screen readers, also when it is the same as the last one. */
export function announce(text) {
  const announcer = byId("announcer");
  announcer.textContent = "";
  requestAnimationFrame(() => (announcer.textContent = text));
}

/** Shows who made this ranking and how fast, and the reaction that caused it. */
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

/** Shows the warnings of this ranking and removes earlier errors. */
export function showNotices(ranking) {
  if (ranking.degraded) notice("ranking", degraded(ranking));
  else if (ranking.items.length === 0) notice("ranking", "There is nothing left to recommend.");
  else if (!ranking.model.trained) notice("ranking", "The model is untrained: its order has no meaning.");
  else notice("ranking", null);
  notice("error", null);
}

/** Shows one notice at its place above the list; null removes it. Place "ranking" is not an error. */
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
