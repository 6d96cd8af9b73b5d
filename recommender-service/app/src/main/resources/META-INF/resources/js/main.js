/* SPDX-License-Identifier: Apache-2.0 */
// The page: chooses a reader, shows the lists and sends what the reader does. Start here.

import { Actions } from "./actions.js";
import { addressOf, personalInAddress } from "./address.js";
import * as api from "./api.js";
import { wireDetails, wireDial } from "./controls.js";
import { openItem } from "./dialog.js";
import { byId, el } from "./dom.js";
import { ForYou } from "./foryou.js";
import { Impressions } from "./impressions.js";
import { ProfilePanel } from "./profile.js";
import { chosen, drawReaders, nameOf, remember, renew, whoIs } from "./readers.js";
import { changed, saved, short, useCatalogue, useEventTypes } from "./say.js";
import { wireSearch } from "./search.js";
import { Shelf } from "./shelf.js";
import { notice, showChange, showConnection, showNotices, showRanker, showTimings } from "./status.js";
import { Wish } from "./wish.js";
import { translate, words } from "./words.js";

translate();

const impressions = new Impressions((events) => api.record(events).catch(() => {}));
const forYou = new ForYou(react, { shown, held, timed: showTimings, elsewhere: didElsewhere,
  problem: (sentence) => notice("error", sentence), connection: showConnection });
const watch = (...seen) => impressions.watch(...seen);
const shelves = [
  new Shelf(byId("trending"), "trending", react, { watch, name: words.trendingRow, heading: () => words.trending }),
  new Shelf(byId("because-you-liked"), "because-you-liked", react,
    { watch, name: words.becauseRow, heading: ({ because }) => because && words.becauseYouLiked(short(because.title)) })];
const panel = new ProfilePanel(byId("profile"));
const actions = new Actions(forYou, [forYou, ...shelves], drawProfile);
const clearSearch = wireSearch(react);
const wish = new Wish((query) => forYou.wish(query));
const showDial = wireDial((place, way) => {
  introduceReader(); // the addresses of the readers keep the dial
  forYou.dial(place, way);
});

/** Causes of a new list that leave the profile as it was. */
const UNCHANGED = ["popular", "personal", "more", "wish", "unwish"];

const PROFILE_MS = 3000;

let user = "";
let known = [];
let profile = null;
let profileAgain = 0;
let facts = [];

function choose() {
  const next = chosen();
  if (next === user) return;
  user = next;
  profile = null;
  facts = [];
  impressions.visit(user);
  actions.of(user);
  for (const shelf of shelves) shelf.clear();
  panel.clear();
  clearSearch();
  wish.clear();
  byId("notices").replaceChildren();
  showChange(null, null);
  showDial(null);
  introduceReader();
  forYou.open(user, personalInAddress());
}

function introduceReader() {
  byId("who").textContent = whoIs(user, known);
  drawReaders(byId("readers"), known, user, stranger);
}

function stranger() {
  const id = renew();
  const address = addressOf(null);
  if (location.hash === address || (location.hash === "" && address === "#")) choose();
  else location.hash = address;
  if (id === user) byId("heading").focus();
}

function shown(answer, change, elements) {
  facts = answer.facts ?? [];
  showNotices(answer);
  showRanker(answer);
  wish.show(answer);
  showDial(answer.personal);
  answer.items.forEach((item, index) => watch(elements[index], item, "for-you"));
  if (api.isBehind(answer)) showChange(saved(change), null);
  else if (change.act !== "more") showChange(changed(change, change.fresh), change.undo);
  byId("list").dataset.version = answer.profileVersion;
  if (!UNCHANGED.includes(change.act)) loadAround(change.token);
}

// What cannot be read can't be undone either, so there is no button.
function held(cause) {
  showChange(saved(cause), null);
}

// Everything around the main list: the rows, the profile and the readers.
function loadAround(token) {
  for (const shelf of shelves) shelf.load(user, token);
  loadProfile(token);
}

async function loadProfile(after) {
  clearTimeout(profileAgain);
  const asked = user;
  try {
    const answer = await api.profile(asked, after);
    if (asked !== user || (profile && answer.version < profile.version)) return;
    profile = answer;
    remember(user, answer.recent.length > 0);
    introduceReader();
    drawProfile();
  } catch (problem) {
    if (asked !== user || profile) return; // the old profile says more than the failure
    panel.fail(problem.message);
    clearTimeout(profileAgain);
    if (problem.temporary) profileAgain = setTimeout(() => asked === user && loadProfile(after), PROFILE_MS);
  }
}

function drawProfile() {
  if (profile) panel.show(profile, nameOf(user, known), actions);
}

/** Whether the reader did something that this page doesn't know. */
async function didElsewhere() {
  const events = (each) => JSON.stringify([each?.recent.map((event) => event.event), each?.stated]);
  const now = await api.profile(user).catch(() => profile);
  return events(now) !== events(profile);
}

function react(item, act) {
  if (act === "open") openItem(item, facts, react);
  else actions.record(item, act);
}

async function introduce() {
  const about = await api.about();
  useEventTypes(about.eventTypes);
  useCatalogue(about.catalogue);
  byId("user").hidden = about.demo;
  known = about.demo ? await api.readers().catch(() => []) : [];
  byId("catalogue").replaceChildren(about.catalogue.title, el("span", {}, `, ${words.titles(about.catalogue.items)}`));
  byId("attribution").textContent = about.catalogue.attribution;
  byId("version").textContent = `Edgewise ${about.version}`;
}

wireDetails();
byId("keys").append(...words.keys.split(/[[\]]/).map((part, index) => (index % 2 ? el("kbd", {}, part) : part)));
byId("skip").addEventListener("click", () => forYou.focus());
document.addEventListener("keydown", (event) => {
  if (["u", "ㅕ"].includes(event.key) && !event.ctrlKey && !event.metaKey && !event.target.closest("input, dialog")) byId("undo").click();
});
byId("user").addEventListener("submit", (event) => {
  event.preventDefault();
  location.hash = addressOf(byId("user-id").value.trim() || null);
});
addEventListener("hashchange", choose);
introduce().catch(() => {}).finally(choose);
