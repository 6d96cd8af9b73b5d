/* SPDX-License-Identifier: Apache-2.0 */
// The choice of the reader: a listed reader, this browser's own reader, or someone new.

import { addressOf, readerInAddress } from "./address.js";
import { newId } from "./api.js";
import { el } from "./dom.js";
import { category } from "./say.js";
import { keep, kept } from "./storage.js";
import { words } from "./words.js";

const OWN = "reader";
const USED = "used";
let drawn = "";

const fresh = () => `page-${newId().slice(0, 13)}`;

/** Returns the id of this browser's own reader, and creates it at the first call. */
export const own = () => kept(OWN) ?? renew();

/** Gives this browser's reader a new id, which nobody has used. */
export function renew() {
  const id = fresh();
  keep(OWN, id);
  keep(USED, "");
  return id;
}

/** Remembers whether the browser's own reader has done anything yet. */
export const remember = (user, active) => user === own() && keep(USED, active ? "yes" : "");

/** Returns the reader that the address names, else this browser's own reader. */
export const chosen = () => readerInAddress() ?? own();

/** Says what a listed reader likes; empty without a taste. */
const taste = (reader) => (reader?.tastes?.length > 0 ? words.likes(reader.tastes.map(category)) : "");

const find = (user, known) => known.find((reader) => reader.user === user);

/** The reader's name in a sentence. */
export const nameOf = (user, known) => (user === own() ? words.you : words.named(find(user, known)?.name ?? user));

/** Tells as whom the visitor sees the page. */
export function whoIs(user, known) {
  if (user === own()) return kept(USED) ? words.youAreKnown : words.youAreNew;
  return words.seenAs(nameOf(user, known), taste(find(user, known)));
}

/** Draws the readers, unless they are as before, and marks the current one; stranger is called when someone new is chosen. */
export function drawReaders(element, known, user, stranger) {
  const mine = own();
  const isNew = user === mine && !kept(USED);
  const all = known.map((reader) => ({ id: reader.user, name: reader.name, about: taste(reader) || words.events(reader.interactions) }));
  if (user !== mine && !find(user, known)) all.unshift({ id: user, name: user, about: words.byUserId });
  if (kept(USED)) all.unshift({ id: mine, name: words.youCard, about: words.ownLikes });
  for (const reader of all) reader.href = addressOf(reader.id === mine ? null : reader.id);
  const now = JSON.stringify([all, user, isNew]);
  if (now === drawn) return;
  drawn = now;
  const mark = (on) => (on ? "true" : null);
  element.replaceChildren(
    el("li", {}, el("button", { type: "button", class: "reader", onclick: stranger, "aria-current": mark(isNew) }, card(words.someoneNew, words.noHistory, isNew ? mine : ""))),
    ...all.map(({ id, name, about, href }) => el("li", {}, el("a", { class: "reader", href, "aria-current": mark(id === user) }, card(name, about, id)))));
  element.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const card = (name, about, id) => [el("strong", {}, name), el("small", { dir: "auto" }, about), el("small", { class: "detail" }, id)];
