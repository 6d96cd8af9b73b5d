/* SPDX-License-Identifier: Apache-2.0 */
// Words for numbers, times and events.

const LANGUAGE = "en-GB";
const SPANS = [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3_600], ["minute", 60]];
const relative = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "auto", style: "short" });
const names = new Map();

/** Sets the names of event types, which the service sends: "like" is "Liked". */
export function useEventTypes(types = []) {
  for (const { type, name } of types) names.set(type, name);
}

/** "3 hr. ago", or "just now". */
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

/** Milliseconds or seconds with two or three digits. */
export function millis(value) {
  if (value >= 1000) return `${(value / 1000).toFixed(1)} s`;
  return `${value >= 10 ? Math.round(value) : value.toFixed(1)} ms`;
}

/** "+0.42" or "−0.42", with a true minus sign. */
export const signed = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;

/** The attributes and categories of an item: "1994  ·  Crime, Drama". */
export function subtitle(item) {
  const attributes = Object.entries(item.attributes ?? {})
    .map(([name, value]) => (name === "year" ? value : `${name} ${value}`));
  return [...attributes, (item.categories ?? []).join(", ")].filter(Boolean).join("  ·  ");
}
