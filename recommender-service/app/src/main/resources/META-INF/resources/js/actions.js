/* SPDX-License-Identifier: Apache-2.0 */
// What the reader does on the page: likes, wishes for less, undo, and requests about the profile.

import * as api from "./api.js";
import { press } from "./item.js";
import { acted } from "./say.js";
import { notice, showChange } from "./status.js";
import { words } from "./words.js";

const LATE_MS = 1500;

/** Sends what the reader does, and asks for the list that follows from it. */
export class Actions {
  #user = "";
  #forYou;
  #lists;
  #redraw;

  /** @param lists all lists that show an action at once; redraw draws the profile again after a failure */
  constructor(forYou, lists, redraw) {
    this.#forYou = forYou;
    this.#lists = lists;
    this.#redraw = redraw;
  }

  /** From now on, actions are those of this reader. */
  of(user) {
    this.#user = user;
  }

  /** Records "like" or "dislike" of an item; the change can be undone. */
  record(item, act) {
    const user = this.#user;
    const cause = { act, title: item.title, before: this.#forYou.ids };
    const event = api.eventOf(user, item, act); // one for all tries, so that it counts once
    const show = () => {
      for (const list of this.#lists) list.acted(item.id, act);
      press(document.querySelector(`#results [data-id="${CSS.escape(item.id)}"]`), act);
    };
    return this.#try(words.saved, async () => {
      show();
      showChange(acted(cause), null);
      const token = await api.record([event]);
      show(); // an answer that came late finds the action taken back
      this.#after({ ...cause, undo: () => this.#undo(event, cause, token) }, user, token);
    });
  }

  /** Withdraws an event that the profile lists. */
  withdraw(event) {
    const user = this.#user;
    return this.#try(words.takenBack, () => this.#withdraw(user, event, { act: "withdraw", title: event.title ?? event.item }));
  }

  /** Erases everything about the reader. */
  erase() {
    const user = this.#user;
    return this.#try(words.forgotten, async () => this.#after({ act: "forgotten" }, user, (await api.erase(user)).token));
  }

  /** Saves all stored data of the reader as a file. */
  download() {
    const user = this.#user;
    return this.#try(words.downloaded, async () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await api.exported(user));
      link.download = "profile.json";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), LATE_MS); // the browser reads it first
    });
  }

  #undo(event, { before }, token) {
    const user = this.#user;
    return this.#try(words.undone, async () => {
      const { recent } = await api.profile(user, token);
      const same = ({ item, type, time }) => item === event.item && type === event.type && Date.parse(time) === Date.parse(event.time);
      const mine = recent.find(same);
      if (!mine) throw new api.Problem(words.notListed, 404);
      await this.#withdraw(user, mine, { act: "undo", before });
    });
  }

  async #withdraw(user, { event }, cause) {
    this.#after(cause, user, (await api.withdraw(user, event)).token);
  }

  // Another reader may have been chosen in the meantime.
  #after(cause, user, token) {
    if (user === this.#user) this.#forYou.after({ ...cause, token });
  }

  // An answer may come after the reader was told that it is late: then the action counts after all.
  async #try(done, action) {
    const user = this.#user;
    const failed = (...notices) => {
      if (user === this.#user) this.#takeBack(...notices);
    };
    notice("action", null);
    const late = setTimeout(() => failed(words.late(done)), LATE_MS);
    try {
      await action();
      if (user === this.#user) notice("action", null);
    } catch (problem) {
      failed(words.failed(done, problem.message), problem.temporary && (() => this.#try(done, action)));
    } finally {
      clearTimeout(late);
    }
  }

  #takeBack(text, again) {
    for (const list of this.#lists) list.restore();
    for (const result of document.querySelectorAll("#results li")) press(result, "");
    this.#redraw();
    showChange(null, null);
    notice("action", text, again);
  }
}
