/* SPDX-License-Identifier: Apache-2.0 */
// What the page says of the service's state, in sentences.

import { byId, el } from "./dom.js";
import { millis } from "./say.js";

const STATES = { connecting: "Connecting", live: "Live", reconnecting: "Reconnecting" };

/** Shows whether the stream is open; waitMs is how long until it is tried again. */
export function showConnection(state, waitMs) {
  byId("connection").dataset.state = state;
  const wait = waitMs >= 1000 ? `, again in ${Math.round(waitMs / 1000)} s` : "";
  byId("connection-text").textContent = STATES[state] + wait;
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

/** Replaces the notices by what this ranking obliges us to say. */
export function showNotices(ranking) {
  const notices = [];
  if (ranking.degraded) notices.push(ranking.problem ? stop(ranking.problem) : "The model did not answer, so this is the first stage's order.");
  else if (!ranking.model.trained) notices.push("The model is untrained: its order means nothing yet.");
  if (ranking.items.length === 0) notices.push("There is nothing left to recommend.");
  byId("notices").replaceChildren(...notices.map((text) => el("p", { class: "notice" }, text)));
}

/** Shows an error as a sentence, above the list, until the next ranking. */
export function showProblem(text) {
  byId("notices").replaceChildren(el("p", { class: "notice error", role: "alert" }, text));
}

const stop = (text) => (/[.!?]$/.test(text) ? text : `${text}.`);
