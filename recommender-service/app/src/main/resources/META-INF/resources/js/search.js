/* SPDX-License-Identifier: Apache-2.0 */
// The search for items that the reader knows, to like or dislike them.

import { search } from "./api.js";
import { byId, el } from "./dom.js";
import { actionsOf, press } from "./item.js";
import { about } from "./say.js";
import { language, words } from "./words.js";

const PAUSE_MS = 180;

/** Connects the search box; react gets an item and "like" or "dislike". */
export function wireSearch(react) {
  const input = byId("query");
  let timer = 0;
  let running = null;
  const look = async () => {
    running?.abort();
    running = new AbortController();
    try {
      await answer(input.value.trim(), running.signal, react);
    } catch (failure) {
      if (failure.name !== "AbortError") say(failure.message);
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear(input);
    if (event.key === "Enter") look();
  });
  byId("results").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    clear(input);
    input.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.closest("input, textarea, select, dialog")) return;
    event.preventDefault();
    input.focus();
  });
  return () => clear(input);
}

async function answer(query, signal, react) {
  if (query === "") return results([]);
  const { items } = await search(query, signal);
  if (signal.aborted) return undefined;
  say(items.length === 0 ? words.notFound(query) : "");
  return results(items.map((item) => result({ ...item, title: item.titles?.[language] ?? item.title }, react)));
}

function result(item, react) {
  const line = el("li", { "data-id": item.id }, el("p", { class: "found", dir: "auto" }, item.title, el("small", {}, about(item).join(" · "))),
    actionsOf(item, (_, act) => {
      press(line, act);
      react(item, act);
    }));
  return line;
}

function clear(input) {
  input.value = "";
  say("");
  results([]);
}

const results = (rows) => byId("results").replaceChildren(...rows);
const say = (text) => (byId("search-state").textContent = text);
