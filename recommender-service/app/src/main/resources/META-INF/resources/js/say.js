/* SPDX-License-Identifier: Apache-2.0 */
// Words for numbers, times, items and changes.

import { words } from "./words.js";

const SPANS = [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3_600], ["minute", 60]];
const relative = new Intl.RelativeTimeFormat(words.locale, { numeric: "auto" });
const names = new Map();
const TITLE = 48;

/** Sets the names of event types, which the service sends: "like" is "Liked". */
export function useEventTypes(types = []) {
  for (const { type, name } of types) names.set(type, name);
}

/** "3 hours ago", or "just now". */
export function ago(time, now = Date.now()) {
  const seconds = (new Date(time).getTime() - now) / 1000;
  const span = SPANS.find(([, length]) => Math.abs(seconds) >= length);
  return span ? relative.format(Math.trunc(seconds / span[1]), span[0]) : words.justNow;
}

/** Describes an event type, for example as a past participle. */
export const done = (type) => words.eventType(type, names.get(type) ?? type.charAt(0).toUpperCase() + type.slice(1));

/** Milliseconds or seconds with two or three digits. */
export function millis(value) {
  if (value >= 1000) return words.seconds((value / 1000).toFixed(1));
  return words.milliseconds(value >= 10 ? Math.round(value) : value.toFixed(1));
}

/** "+0.42" or "−0.42", with a true minus sign. */
export const signed = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;

let catalogue = { categories: "", attributes: {} };

/** Sets the words for attributes and categories, which the service sends. */
export const useCatalogue = (described) => (catalogue = described);

const named = (name, value) => catalogue.attributes[name]?.values[value] ?? value;

/** The name of a category in the reader's language. */
export const category = (value) => named(catalogue.categories, value);

/** The first attributes of an item, at most so many, and its categories: ["1994", "Crime, Drama"]. */
export function about(item, most = 4) {
  const shown = (name, value) => (catalogue.attributes[name]?.shown ?? (name === "year" ? "{value}" : `${name} {value}`))
    .replace("{value}", () => named(name, value));
  const attributes = Object.entries(item.attributes ?? {}).slice(0, most).map(([name, value]) => shown(name, value));
  return [...attributes, (item.categories ?? []).map(category).join(", ")].filter(Boolean);
}

/** A title that fits into a sentence or a heading. */
export const short = (title) => (title.length <= TITLE ? title : `${title.slice(0, TITLE - 1).trimEnd()}…`);

/** Tells what an action does, until the new list arrives. */
export const acted = ({ act, title }) => (act === "like" ? words.liked : words.disliked)(short(title));

/** Tells that an action counts, although the list can't show it yet. */
export function saved({ act, title }) {
  const what = {
    forgotten: () => words.forgottenSaved,
    like: () => words.likedSaved(short(title)),
    dislike: () => words.dislikedSaved(short(title)),
    withdraw: () => words.withdrawnSaved(short(title)),
    undo: () => words.undoneSaved,
  }[act]?.();
  return [what, words.listFollows].filter(Boolean).join(" ");
}

/** Tells what changed in a list, and why, or null; fresh is the number of titles that were not there before. */
export function changed({ act, title, same }, fresh) {
  return {
    open: () => null,
    forgotten: () => words.afterErasure,
    like: () => words.afterLike(fresh, short(title)),
    dislike: () => words.afterDislike(fresh, short(title)),
    withdraw: () => words.afterWithdrawal(fresh, short(title)),
    undo: () => words.afterUndo(fresh, same),
    popular: () => words.towardsPopular(fresh),
    personal: () => words.towardsPersonal(fresh),
    wish: () => words.afterWish(short(title)),
    unwish: () => words.afterNoWish,
    elsewhere: () => words.afterOthers(fresh),
  }[act]();
}
