/* SPDX-License-Identifier: Apache-2.0 */
// The list "For you": asks for it, waits for its reasons, and tells what changed in it.

import { isBehind } from "./api.js";
import { byId } from "./dom.js";
import { RankedList } from "./list.js";
import { Live } from "./live.js";

const PLACES = 10;
const MOST = 40;
const REASONS_MS = 600;
const LATE_MS = 1500;
const AGAIN_MS = 2000;
const LONGEST_WAIT_MS = 15_000;
/** Causes of a list whose new titles are nothing special. */
const UNMARKED = ["open", "more", "forgotten", "wish", "unwish"];

export class ForYou {
  #list;
  #live;
  #on;
  #user = "";
  #limit = PLACES;
  #personal = null;
  #query = "";
  #cause = null;
  #arriving = null;
  #timer = 0;
  #late = 0;
  #again = 0;
  #behind = 0; // lists in a row that were made without the profile
  #shown = null;

  /**
   * @param react called with an item and the reader's action
   * @param on functions shown(answer, change, elements), held(cause) when the list can't follow yet,
   *   timed(timings), elsewhere(answer) which answers whether the reader did something outside this page, and
   *   problem and connection of a stream
   */
  constructor(react, on) {
    this.#on = on;
    this.#list = new RankedList(byId("list"), react);
    this.#live = new Live({ ...on, ranking: (answer) => this.#arrive(answer), reason: (part) => this.#explain(part),
      done: (end) => this.#done(end) });
    byId("more").addEventListener("click", () => this.#more());
    // A browser has few connections and a stream needs one, so only a visible page keeps its stream.
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#close() : this.#follow()));
  }

  /** Shows another reader's list. */
  open(user, personal) {
    this.#user = user;
    this.#personal = personal;
    this.#query = "";
    this.#limit = PLACES;
    this.#shown = this.#arriving = null;
    this.#list.clear();
    byId("more").hidden = true;
    this.#ask({ act: "open" });
  }

  /** Asks for the list after an action. cause tells what changed; the list contains the event of its token. */
  after(cause) {
    this.#ask(cause);
  }

  /** Moves the dial; personal is from 0 to 1. */
  dial(personal, act) {
    this.#personal = personal;
    this.#ask({ act });
  }

  /** Asks for what the reader is in the mood for; empty for nothing in particular. */
  wish(query) {
    this.#query = query;
    this.#limit = PLACES;
    this.#ask({ act: query ? "wish" : "unwish", title: query });
  }

  /** The ids of the items on the page now, first place first. */
  get ids() {
    return (this.#shown?.items ?? []).map((item) => item.id);
  }

  /** Shows at once what an action does: an unwanted item leaves, a liked one is marked. */
  acted(id, act) {
    this.#list.acted(id, act);
  }

  /** Shows the last list again, after an action that failed. */
  restore() {
    this.#list.show(this.#shown?.items ?? [], new Set());
  }

  focus() {
    this.#list.focus();
  }

  #more() {
    this.#limit = Math.min(MOST, this.#limit + PLACES);
    this.#ask({ act: "more" });
  }

  #ask(cause) {
    this.#cause = { before: this.ids, ...cause };
    this.#behind = 0;
    clearTimeout(this.#late);
    if (this.#shown) this.#late = setTimeout(() => this.#on.held(this.#cause), LATE_MS);
    this.#follow();
  }

  #follow() {
    clearTimeout(this.#again);
    if (this.#user) this.#live.follow(this.#user, { limit: this.#limit, personal: this.#personal, query: this.#query,
      after: this.#cause?.token });
  }

  #close() {
    clearTimeout(this.#again);
    this.#live.close();
  }

  // A list without the profile doesn't replace one with it. The stream tells a later change of the profile, but
  // not that it can be read again.
  #arrive(answer) {
    clearTimeout(this.#timer);
    clearTimeout(this.#late);
    clearTimeout(this.#again);
    if (isBehind(answer)) this.#again = setTimeout(() => this.#follow(), Math.min(LONGEST_WAIT_MS, AGAIN_MS * 2 ** this.#behind++));
    else this.#behind = 0;
    if (isBehind(answer) && this.#shown && !isBehind(this.#shown)) {
      this.#cause ??= { act: "open", before: this.ids };
      this.#on.held(this.#cause);
      return;
    }
    this.#arriving = answer;
    if (answer.items.length === 0) this.#show();
    else this.#timer = setTimeout(() => this.#show(), REASONS_MS);
  }

  // Reasons follow the ranking at once. Waiting for them keeps the list from jumping.
  #explain({ requestId, id, reason }) {
    const answer = [this.#arriving, this.#shown].find((each) => each?.requestId === requestId);
    const item = answer?.items.find((each) => each.id === id);
    if (!item) return;
    item.reason = reason;
    if (answer === this.#shown) this.#list.update(item);
    else if (answer.items.every((each) => each.reason)) this.#show();
  }

  async #done({ requestId, timings }) {
    if (this.#arriving?.requestId === requestId) await this.#show();
    if (this.#shown?.requestId === requestId) this.#on.timed(timings);
  }

  async #show() {
    clearTimeout(this.#timer);
    const answer = this.#arriving;
    this.#arriving = null;
    if (!answer) return;
    const cause = this.#cause ?? (await this.#elsewhere(answer));
    if (!cause) return;
    this.#cause = isBehind(answer) ? cause : null;
    const fresh = new Set(answer.items.map((item) => item.id).filter((id) => !cause.before.includes(id)));
    for (const item of answer.items) item.request = answer.requestId;
    this.#shown = answer;
    const mark = UNMARKED.includes(cause.act) ? new Set() : fresh;
    const same = this.ids.join() === cause.before.join();
    byId("more").hidden = answer.items.length < this.#limit || this.#limit >= MOST;
    this.#on.shown(answer, { ...cause, fresh: fresh.size, same }, this.#list.show(answer.items, mark));
  }

  // The page's own impressions change the profile too. They must not change the list under the reader's eyes.
  async #elsewhere(answer) {
    if (this.#shown && !(await this.#on.elsewhere(answer))) return null;
    return { act: this.#shown ? "elsewhere" : "open", before: this.ids };
  }
}
