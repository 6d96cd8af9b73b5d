/* SPDX-License-Identifier: Apache-2.0 */
// The page: chooses a reader, follows the list and sends reactions. Start here.

import * as api from "./api.js";
import { openDetails } from "./details.js";
import { byId, el } from "./dom.js";
import { RankedList } from "./list.js";
import { Live } from "./live.js";
import { ProfilePanel } from "./profile.js";
import { chosen, drawReaders, hashOf, nameOf, own, renew } from "./readers.js";
import { reacted } from "./row.js";
import { count, useEventTypes } from "./say.js";
import { wireSearch } from "./search.js";
import { announce, notice, showConnection, showNotices, showSummary } from "./status.js";
import { drawTimings } from "./timings.js";

const LIMIT = 10;
const list = new RankedList(byId("list"), react);
const panel = new ProfilePanel(byId("profile"));
const live = new Live({ ranking, reason: ({ id, reason }) => list.reason(id, reason), done,
  problem: (problem) => notice("error", api.sentence(problem)), connection: showConnection });
const clearSearch = wireSearch(react);

let user = "";
let known = [];
let current = null;
let pending = null;
let profile = null;

function choose() {
  const next = chosen();
  if (next === user) return;
  user = next;
  current = pending = profile = null;
  list.clear();
  delete byId("list").dataset.version;
  panel.clear();
  clearSearch();
  byId("notices").replaceChildren();
  byId("summary").replaceChildren();
  byId("timings").hidden = true;
  byId("heading").textContent = user === own() ? "For you" : `For reader ${user}`;
  byId("query-label").textContent = user === own() ? "Find something you know" : "Find something this reader knows";
  drawReaders(byId("readers"), known, user);
  live.follow(user, LIMIT);
  loadProfile();
}

function ranking(answer) {
  const repeated = current !== null && answer.profileVersion === current.profileVersion;
  const caused = pending && !repeated ? { ...pending, ms: performance.now() - pending.since } : null;
  const fresh = list.show(answer);
  current = { ...answer, reaction: caused };
  if (caused) pending = null;
  byId("list").dataset.version = answer.profileVersion;
  showNotices(answer);
  showSummary(answer, answer.timings, caused);
  if (!profile || profile.version !== answer.profileVersion) loadProfile();
  if (caused) announce(`${caused.words}. The list changed: ${count(fresh, "new title")}. First is ${answer.items[0]?.title ?? "nothing"}.`);
}

function done({ requestId, timings }) {
  if (requestId !== current?.requestId) return;
  drawTimings(byId("timings"), timings);
  showSummary(current, timings, current.reaction);
}

async function loadProfile() {
  const asked = user;
  try {
    const answer = await api.profile(asked);
    if (asked !== user || (profile && answer.version < profile.version)) return;
    profile = answer;
    panel.show(answer, nameOf(user), user === own() ? restart : null, rights());
  } catch (problem) {
    if (asked === user) panel.fail(problem.message);
  }
}

async function react(item, act) {
  if (act === "open") openDetails(item, current?.facts ?? profile?.facts ?? [], react);
  const words = reacted(act, item.title);
  if (act !== "open") {
    list.reacted(item.id, act);
    pending = { words, since: performance.now() };
    announce(`${words}.`);
  }
  try {
    await api.record(user, item.id, act === "open" ? "click" : act);
  } catch (problem) {
    pending = null;
    list.reacted(item.id, "");
    notice("error", `Your reaction was not recorded. ${problem.message}`);
  }
}

/** The privacy requests that the reader can make about the shown profile. */
function rights() {
  return { exportUrl: api.exportOf(user), erase: () => request(api.erase(user), "All data about this reader is erased"),
    withdraw: (event) => request(api.withdraw(user, event.event), `${event.title ?? event.item} is no longer used`) };
}

async function request(asked, words) {
  try {
    const { done, profile: after } = await asked;
    announce(done ? `${words}.` : "This takes effect in a moment.");
    if (after && after.user === user) {
      profile = null;
      loadProfile();
    }
  } catch (problem) {
    notice("error", `The request failed. ${problem.message}`);
    loadProfile();
  }
}

function restart() {
  location.hash = hashOf(renew());
  byId("heading").focus();
}

async function introduce() {
  const [about, readers] = await Promise.all([api.about().catch(() => null), api.readers()]);
  useEventTypes(about?.eventTypes);
  const kind = about ? `${about.catalogue.categories} ` : "";
  known = readers.map((reader) => ({ ...reader, summary: reader.summary?.replaceAll(kind, "") }));
  drawReaders(byId("readers"), known, user);
  if (!about) return;
  byId("catalogue").replaceChildren(about.catalogue.title, el("span", {}, `, ${count(about.catalogue.items, "title")}`));
  byId("attribution").textContent = about.catalogue.attribution;
  byId("version").textContent = `Edgewise ${about.version}`;
}

byId("skip").addEventListener("click", () => list.focus());
addEventListener("hashchange", choose);
// A browser has few connections and a stream needs one, so only a visible page keeps its stream.
document.addEventListener("visibilitychange", () => (document.hidden ? live.close() : live.follow(user, LIMIT)));
choose();
introduce();
