/* SPDX-License-Identifier: Apache-2.0 */
// The choice of the reader: one of the listed readers, or the browser's own reader.

import { newId } from "./api.js";
import { el } from "./dom.js";
import { count } from "./say.js";

const KEPT = "edgewise.reader";
const HASH = "#reader=";
let temporary = null;

/** Returns the id of this browser's own reader, and creates it at the first call. */
export function own() {
  try {
    const kept = localStorage.getItem(KEPT);
    if (kept) return kept;
    return renew();
  } catch {
    return (temporary ??= fresh()); // without storage, the id lives as long as the page
  }
}

/** Gives this browser's reader a new id. */
export function renew() {
  const id = fresh();
  try {
    localStorage.setItem(KEPT, id);
  } catch {
    temporary = id;
  }
  return id;
}

const fresh = () => `page-${newId().slice(0, 13)}`;

/** Returns the reader that the address names, else this browser's own reader. */
export function chosen() {
  if (!location.hash.startsWith(HASH)) return own();
  try {
    return decodeURIComponent(location.hash.slice(HASH.length)).trim() || own();
  } catch {
    return own();
  }
}

export const hashOf = (user) => HASH + encodeURIComponent(user);
export const nameOf = (user) => (user === own() ? "You" : `Reader ${user}`);

/** Draws the readers and marks the current one, which it adds when it isn't listed. */
export function drawReaders(element, known, user) {
  const mine = own();
  const guest = { user: mine, title: "You", text: "A new reader" };
  const others = known.map((reader) => ({ user: reader.user, title: `Reader ${reader.user}`,
    text: reader.summary || count(reader.interactions, "event") }));
  const all = [guest, ...others];
  if (!all.some((reader) => reader.user === user)) all.push({ user, title: `Reader ${user}`, text: "From the address" });
  element.replaceChildren(...all.map((reader) => el("li", {}, el("a", { href: hashOf(reader.user), class: "reader",
    "aria-current": reader.user === user ? "true" : null },
  el("strong", {}, reader.title), el("small", { dir: "auto" }, reader.text)))));
  element.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
