/* SPDX-License-Identifier: Apache-2.0 */
// What the reader does on the page: likes, wishes for less, undo, and requests about the profile.

import * as api from "./api.js";
import { acted } from "./say.js";
import { notice, showChange } from "./status.js";

/** Sends what the reader does, and asks for the list that follows from it. */
export class Actions {
  #user = "";
  #forYou;
  #lists;
  #refresh;

  /** @param lists all lists that show an action at once; refresh draws the profile again after a failure */
  constructor(forYou, lists, refresh) {
    this.#forYou = forYou;
    this.#lists = lists;
    this.#refresh = refresh;
  }

  /** From now on, actions are those of this reader. */
  of(user) {
    this.#user = user;
  }

  /** Records "like" or "dislike" of an item; the change can be undone. */
  record(item, act) {
    const user = this.#user;
    const cause = { act, title: item.title, before: this.#forYou.ids };
    for (const list of this.#lists) list.acted(item.id, act);
    showChange(acted(cause), null);
    const event = api.eventOf(user, item, act);
    return this.#try("This was not recorded.", async () => {
      const token = await api.record([event]);
      this.#after({ ...cause, undo: () => this.#undo(event, cause, token) }, user, token);
    });
  }

  /** Withdraws an event that the profile lists. */
  withdraw(event) {
    const user = this.#user;
    return this.#try("This could not be taken back.", () => this.#withdraw(user, event, { act: "withdraw", title: event.title ?? event.item }));
  }

  /** Erases everything about the reader. */
  erase() {
    const user = this.#user;
    return this.#try("Nothing was forgotten.", async () => this.#after({ act: "forgotten" }, user, (await api.erase(user)).token));
  }

  /** Saves all stored data of the reader as a file. */
  download() {
    const user = this.#user;
    return this.#try("This was not downloaded.", async () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await api.exported(user));
      link.download = "profile.json";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1500); // the browser reads it first
    });
  }

  #undo(event, { before }, token) {
    const user = this.#user;
    return this.#try("This could not be undone.", async () => {
      const { recent } = await api.profile(user, token);
      const same = ({ item, type, time }) => item === event.item && type === event.type && Date.parse(time) === Date.parse(event.time);
      const mine = recent.find(same);
      if (!mine) throw new api.Problem("The profile does not list it any more.");
      await this.#withdraw(user, mine, { act: "undo", before });
    });
  }

  async #withdraw(user, { event }, cause) {
    this.#after(cause, user, (await api.withdraw(user, event)).token);
  }

  // Another reader may have been chosen in the meantime.
  #after(cause, user, token) {
    if (user === this.#user) this.#forYou.after({ ...cause, token }, token);
  }

  async #try(failure, action) {
    try {
      await action();
    } catch (problem) {
      this.#forYou.restore();
      this.#refresh();
      showChange(null, null);
      notice("error", `${failure} ${problem.message}`);
    }
  }
}
