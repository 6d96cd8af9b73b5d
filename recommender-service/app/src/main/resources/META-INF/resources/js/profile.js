/* SPDX-License-Identifier: Apache-2.0 */
// The panel with the profile: numbered facts, signed affinities and recent events.

import { el, icon } from "./dom.js";
import { ago, count, done, signed } from "./say.js";

const BARS = 8;
const EVENTS = 8;
const ICONS = { like: "like", dislike: "dislike", hide: "hide", rate: "rate", purchase: "cart", add: "cart" };

export class ProfilePanel {
  #element;
  #facts = "";

  constructor(element) {
    this.#element = element;
  }

  clear() {
    this.#facts = "";
    this.#element.replaceChildren();
  }

  /**
   * Shows a profile. name is the reader's name; restart is the action of the button for the browser's own
   * reader, else null. rights has the actions withdraw(event) and erase(), and exportUrl for the download.
   */
  show(profile, name, restart, rights) {
    const kept = new Set(this.#facts.split("\n"));
    this.#facts = profile.facts.map((fact) => fact.text).join("\n");
    const heading = el("div", { class: "profile-head" }, el("h2", { id: "profile-heading" }, "What the service knows"),
      el("p", {}, profile.interactions === 0 ? `${name}, new here` : `${name}, ${count(profile.interactions, "event")}, version ${profile.version}`));
    const parts = !profile.known ? [nothing()] : [
      section("Facts", facts(profile.facts, kept)),
      section("Affinities", affinities(profile.affinities)),
      section("Recent events", recent(profile.recent, rights.withdraw)),
      section("This profile", control(name, rights))];
    const again = restart && profile.interactions > 0
      && el("button", { type: "button", class: "plain", onclick: restart }, "Start as a new reader");
    this.#element.replaceChildren(...[heading, ...parts, again].filter(Boolean));
  }

  /** Shows why there is no profile. */
  fail(sentence) {
    this.#element.replaceChildren(el("h2", { id: "profile-heading" }, "What the service knows"), el("p", { class: "quiet" }, sentence));
  }
}

const section = (title, content) => el("section", {}, el("h3", {}, title), content);

const nothing = () => el("p", { class: "quiet" },
  "Nothing yet, so the list has what most people like. Like two or three things you know and watch the list change.");

function facts(list, kept) {
  if (list.length === 0) return el("p", { class: "quiet" }, "No fact is strong enough yet.");
  return el("ul", { class: "facts", id: "facts" }, list.map(({ id, text }) =>
    el("li", { "data-fact": id, class: kept.size > 1 && !kept.has(text) ? "fresh" : "" },
      el("span", { class: "fact-id" }, id), el("span", { dir: "auto" }, text))));
}

function affinities(all) {
  const entries = Object.entries(all);
  if (entries.length === 0) return el("p", { class: "quiet" }, "None yet.");
  const longest = Math.max(...entries.map(([, value]) => Math.abs(value)));
  const bars = (list) => list.map(([trait, value]) => bar(trait, value, Math.abs(value) / longest));
  const list = el("ul", { class: "bars" }, bars(entries.slice(0, BARS)));
  if (entries.length <= BARS) return list;
  const more = el("details", {}, el("summary", {}, `All ${entries.length}`), el("ul", { class: "bars" }, bars(entries.slice(BARS))));
  return el("div", {}, list, more);
}

function bar(trait, value, share) {
  const [, kind, name] = /^([^:]*):(.*)$/.exec(trait) ?? [null, "", trait];
  const fill = el("span", { class: value < 0 ? "fill negative" : "fill positive" });
  fill.style.setProperty("--share", share.toFixed(3));
  return el("li", {}, el("span", { class: "trait", title: trait, dir: "auto" }, name, " ", el("small", {}, kind)),
    el("span", { class: "axis", "aria-hidden": "true" }, fill), el("span", { class: "value" }, signed(value)));
}

function recent(events, withdraw) {
  const line = (event) => el("li", { class: (event.weight ?? 0) < 0 ? "negative" : "" }, icon(ICONS[event.type] ?? "open"),
    el("span", { class: "event" }, el("span", { dir: "auto" }, event.title ?? event.item), el("small", {}, what(event))),
    el("button", { type: "button", class: "withdraw", title: "Don't use this", "aria-label": `Don't use: ${done(event.type)} ${event.title ?? event.item}`,
      onclick: ({ currentTarget }) => { currentTarget.disabled = true; withdraw(event); } }, icon("close")));
  const list = el("ol", { class: "events" }, events.slice(0, EVENTS).map(line));
  if (events.length <= EVENTS) return list;
  return el("div", {}, list, el("details", {}, el("summary", {}, `All ${events.length} kept`),
    el("ol", { class: "events" }, events.slice(EVENTS).map(line))));
}

function control(name, { erase, exportUrl }) {
  const sure = el("span", { class: "sure", hidden: true }, "This erases everything for ever. ",
    el("button", { type: "button", class: "plain against", onclick: erase }, `Forget ${name}`));
  const ask = el("button", { type: "button", class: "plain", onclick: () => { sure.hidden = false; ask.hidden = true; sure.querySelector("button").focus(); } }, "Forget everything");
  return el("p", { class: "control" }, el("a", { href: exportUrl, download: "profile.json" }, "Download"), " ", ask, sure);
}

const what = (event) =>
  `${done(event.type)}${event.value == null ? "" : ` ${event.value}`}, ${ago(event.time)}`;
