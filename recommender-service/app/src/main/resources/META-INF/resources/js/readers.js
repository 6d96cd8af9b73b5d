/* SPDX-License-Identifier: Apache-2.0 */
// Who is reading: one of the known readers, or someone new whose id stays in this browser.

import { newId } from "./api.js";
import { el } from "./dom.js";
import { count } from "./say.js";

const KEPT = "edgewise.reader";
const HASH = "#reader=";
let forgetful = null;

/** The id of this browser's own reader; made at first need. */
export function own() {
  try {
    const kept = localStorage.getItem(KEPT);
    if (kept) return kept;
    return renew();
  } catch {
    return (forgetful ??= fresh()); // storage is switched off: the id lives as long as the page
  }
}

/** Makes this browser's reader someone new. */
export function renew() {
  const id = fresh();
  try {
    localStorage.setItem(KEPT, id);
  } catch {
    forgetful = id;
  }
  return id;
}

const fresh = () => `page-${newId().slice(0, 13)}`;

/** The reader that the address names; this browser's own when it names none. */
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

/** Draws the choice of readers with the current one marked; one that isn't listed is added. */
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
