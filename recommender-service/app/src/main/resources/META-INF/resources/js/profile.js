/* SPDX-License-Identifier: Apache-2.0 */
// The panel with the profile: what is known, what it comes from, and the reader's rights.

import { el, icon } from "./dom.js";
import { ago, done, signed } from "./say.js";
import { words } from "./words.js";

const BARS = 8;
const EVENTS = 6;

/** Facts that are always shown; others only while the reader points at a reason that cites them. */
const FACTS = 8;
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

  /** Shows a profile. rights has the actions withdraw(event), erase() and download(). */
  show(profile, name, rights) {
    const kept = new Set(this.#facts.split("\n"));
    this.#facts = profile.facts.map((fact) => fact.text).join("\n");
    const numbers = el("p", { class: "detail quiet" },
      words.profileNumbers(words.events(profile.interactions), profile.version, profile.user));
    const parts = profile.recent.length === 0 && profile.facts.length === 0
      ? [el("p", { class: "quiet" }, words.nothingYet)]
      : [facts(profile.facts, kept), section(words.latest, recent(profile.recent, rights)),
        section(words.affinities, affinities(profile.affinities), "detail"), control(name, rights)];
    this.#element.replaceChildren(heading(name), numbers, ...parts);
  }

  /** Shows why there is no profile. */
  fail(sentence) {
    this.#element.replaceChildren(heading(words.thisReader), el("p", { class: "quiet" }, sentence));
  }
}

const heading = (name) => el("h2", { id: "profile-heading" }, words.knownAbout(name));
const section = (title, content, kind = "") => el("section", { class: kind }, el("h3", {}, title), content);

function facts(list, kept) {
  if (list.length === 0) return el("p", { class: "quiet" }, words.noFacts);
  const classes = (text, place) => [kept.size > 1 && !kept.has(text) && "fresh", place >= FACTS && "rest"].filter(Boolean).join(" ");
  return el("ul", { class: "facts", id: "facts" }, list.map(({ id, text }, place) =>
    el("li", { "data-fact": id, class: classes(text, place) },
      el("span", { class: "fact-id detail" }, id), el("span", { dir: "auto" }, text))));
}

function affinities(all) {
  const entries = Object.entries(all).slice(0, BARS);
  if (entries.length === 0) return el("p", { class: "quiet" }, words.noAffinities);
  const longest = Math.max(...entries.map(([, value]) => Math.abs(value)));
  return el("ul", { class: "bars" }, entries.map(([trait, value]) => bar(trait, value, Math.abs(value) / longest)));
}

function bar(trait, value, share) {
  const [, kind, name] = /^([^:]*):(.*)$/.exec(trait) ?? [null, "", trait];
  const fill = el("span", { class: value < 0 ? "fill negative" : "fill positive" });
  fill.style.setProperty("--share", share.toFixed(3));
  return el("li", {}, el("span", { class: "trait", title: trait, dir: "auto" }, name, " ", el("small", {}, kind)),
    el("span", { class: "axis", "aria-hidden": "true" }, fill), el("span", { class: "value" }, signed(value)));
}

function recent(events, rights) {
  const list = el("ol", { class: "events" }, events.slice(0, EVENTS).map((event) => line(event, rights)));
  if (events.length <= EVENTS) return list;
  return el("div", {}, list, el("details", {}, el("summary", {}, words.all(events.length)),
    el("ol", { class: "events" }, events.slice(EVENTS).map((event) => line(event, rights)))));
}

function line(event, rights) {
  const title = event.title ?? event.item;
  const what = `${done(event.type)}${event.value == null ? "" : ` ${event.value}`}, ${ago(event.time)}`;
  return el("li", { class: (event.weight ?? 0) < 0 ? "negative" : "" }, icon(ICONS[event.type] ?? "open"),
    el("span", { class: "event" }, el("span", { dir: "auto" }, title), el("small", {}, what)),
    el("button", { type: "button", class: "withdraw", title: words.dontUse, "aria-label": words.dontUseEvent(done(event.type), title),
      onclick: ({ currentTarget }) => {
        currentTarget.disabled = true;
        rights.withdraw(event);
      } }, icon("close")));
}

function control(name, rights) {
  const sure = el("span", { class: "sure", hidden: true }, `${words.noUndo} `,
    el("button", { type: "button", class: "plain against", onclick: () => rights.erase() }, words.forget(name)));
  const ask = el("button", { type: "button", class: "plain", onclick: () => {
    sure.hidden = false;
    ask.hidden = true;
    sure.querySelector("button").focus();
  } }, words.forgetAll);
  return el("p", { class: "control" }, el("button", { type: "button", class: "download", onclick: () => rights.download() }, words.download), " ", ask, sure);
}
