/* SPDX-License-Identifier: Apache-2.0 */
// Words for numbers, times, items and changes.

const LANGUAGE = "en-GB";
const SPANS = [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3_600], ["minute", 60]];
const relative = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "auto" });
const both = new Intl.ListFormat(LANGUAGE);
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
  return span ? relative.format(Math.trunc(seconds / span[1]), span[0]) : "just now";
}

/** Describes an event type as a past participle. */
export const done = (type) => names.get(type) ?? type.charAt(0).toUpperCase() + type.slice(1);

/** "1 event", "2 events". */
export const count = (number, noun) =>
  `${number.toLocaleString(LANGUAGE)} ${noun}${number === 1 ? "" : "s"}`;

/** "likes Horror and Thriller"; empty without a taste. */
export const taste = (tastes = []) => (tastes.length === 0 ? "" : `likes ${both.format(tastes)}`);

/** Milliseconds or seconds with two or three digits. */
export function millis(value) {
  if (value >= 1000) return `${(value / 1000).toFixed(1)} s`;
  return `${value >= 10 ? Math.round(value) : value.toFixed(1)} ms`;
}

/** "+0.42" or "−0.42", with a true minus sign. */
export const signed = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;

/** The attributes and categories of an item: ["1994", "Crime, Drama"]. */
export function about(item) {
  const attributes = Object.entries(item.attributes ?? {})
    .map(([name, value]) => (name === "year" ? value : `${name} ${value}`));
  return [...attributes, (item.categories ?? []).join(", ")].filter(Boolean);
}

/** A title that fits into a sentence or a heading. */
export const short = (title) => (title.length <= TITLE ? title : `${title.slice(0, TITLE - 1).trimEnd()}…`);

const ended = (text) => (/[.…]$/.test(text) ? text : `${text}.`);

/** Tells what an action does, until the new list arrives. */
export const acted = ({ act, title }) =>
  ended(act === "like" ? `You liked ${short(title)}` : `You want less like ${short(title)}`);

/** Tells that an action counts, although the list can't show it yet. */
export function saved({ act, title }) {
  const what = {
    forgotten: () => "Everything will be forgotten.",
    like: () => ended(`Saved: you liked ${short(title)}`),
    dislike: () => ended(`Saved: you want less like ${short(title)}`),
    withdraw: () => `Saved: ${short(title)} does not count any more.`,
    undo: () => "Saved: undone.",
  }[act]?.();
  return [what, "The list can't be updated at the moment. It follows by itself."].filter(Boolean).join(" ");
}

/** Tells what changed in a list, and why, or null; fresh is the number of titles that were not there before. */
export function changed({ act, title, same }, fresh) {
  const many = fresh === 0 ? "Nothing changed" : `${fresh} new`;
  return {
    open: () => null,
    forgotten: () => "Everything is forgotten. The list shows what most people like.",
    like: () => ended(`${many} because you liked ${short(title)}`),
    dislike: () => ended(`${many} because you want less like ${short(title)}`),
    withdraw: () => `${short(title)} does not count any more: ${fresh} new.`,
    undo: () => `Undone. ${same ? "The list is as it was." : `${fresh === 0 ? "The same titles are back." : `${fresh} new since then.`}`}`,
    popular: () => `Closer to what most people like: ${fresh} new.`,
    personal: () => `Closer to you: ${fresh} new.`,
    elsewhere: () => `${many} because of something done outside this page.`,
  }[act]();
}
