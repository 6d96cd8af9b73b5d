/* SPDX-License-Identifier: Apache-2.0 */
// Sentences about the state of the service, the list and its last change.

import { isBehind } from "./api.js";
import { byId, el } from "./dom.js";
import { millis } from "./say.js";
import { words } from "./words.js";

const STATES = { connecting: words.connecting, live: words.live, reconnecting: words.reconnecting };
const STAGES = { profile: words.profileTime, candidates: words.candidatesTime, model: words.modelTime, reasons: words.reasonsTime };

const LOST_MS = 4000;
/** The service's words when they name its parts, which tell a reader nothing. */
const INTERNAL = /redis|kafka|:\d/i;

/** Shows the state of the stream; waitMs is the time until the next attempt to connect. */
export function showConnection(state, waitMs) {
  byId("connection").dataset.state = state;
  const wait = waitMs >= 1000 ? words.againIn(Math.round(waitMs / 1000)) : "";
  byId("connection-text").textContent = STATES[state] + wait;
  if (state === "live") notice("connection", null);
  else if (waitMs >= LOST_MS) notice("connection", words.connectionLost);
}

/** Tells what changed, or how to change something; undo takes the change back, null offers nothing. */
export function showChange(text, undo) {
  byId("change").textContent = text ?? words.hint;
  const button = byId("undo");
  button.hidden = !undo;
  button.disabled = false;
  button.onclick = undo && (() => {
    byId("change").focus();
    button.disabled = true;
    undo();
  });
}

/** Tells who ranked the list, where it says something, and for details with which model. */
export function showRanker({ items, model, requestId, profileVersion }) {
  const byModel = items.some((item) => item.rankedBy === "model");
  byId("ranker").replaceChildren(byModel ? `${words.rankedByModel} ` : "",
    el("span", { class: "detail" }, words.rankedWith(model.name, model.trained, profileVersion, requestId)));
}

/** Draws the times of one answer's stages as a thin bar with figures. */
export function showTimings(timings) {
  const parts = Object.keys(STAGES).map((stage) => ({ stage, ms: timings[stage] ?? 0 }));
  const bar = el("div", { class: "stages", "aria-hidden": "true" }, parts.map(({ stage, ms }) => {
    const piece = el("span", { class: `of-${stage}` });
    piece.style.setProperty("flex-grow", String(Math.max(0.001, ms)));
    return piece;
  }));
  const figures = parts.map(({ stage, ms }) => STAGES[stage](millis(ms))).join(", ");
  byId("timings").replaceChildren(bar, el("p", {}, words.together(figures, millis(timings.total))));
}

/** Shows the warnings of this list and removes earlier errors. */
export function showNotices({ items, model, degraded, problem }) {
  const byModel = items.some((item) => item.rankedBy === "model");
  if (items.length === 0) notice("ranking", words.nothingLeft);
  else if (isBehind({ degraded, problem })) notice("ranking", words.withoutProfile);
  else if (degraded) notice("ranking", words.degraded(INTERNAL.test(problem ?? ":0") ? null : problem));
  else if (byModel && !model.trained) notice("ranking", words.untrained);
  else notice("ranking", null);
  notice("error", null);
}

/** Shows one notice at its place above the list; null removes it. Place "ranking" is not an error. again is for a button. */
export function notice(place, text, again) {
  const old = byId("notices").querySelector(`[data-place="${place}"]`);
  if (old && !again && old.textContent === text) return;
  old?.remove();
  if (text === null) return;
  const properties = place === "ranking" ? { class: "notice" } : { class: "notice error", role: "alert" };
  byId("notices").append(el("p", { ...properties, "data-place": place }, text, again && " ", again && el("button", { type: "button", class: "plain",
    onclick: () => {
      byId("change").focus();
      again();
    } }, words.tryAgain)));
}
