/* SPDX-License-Identifier: Apache-2.0 */
// The API key that a service outside the demo asks for. This tab keeps it until it is closed.

import { byId } from "./dom.js";
import { keepInTab, keptInTab } from "./storage.js";
import { words } from "./words.js";

const NAME = "key";
let asking = null;

/** The accepted key, or null. */
export const key = () => keptInTab(NAME);

/** The headers that carry a key; none for null. */
export const bearer = (text) => text && { Authorization: `Bearer ${text}` };

/**
 * Asks for another key than the refused one, once for all callers; settles when the service has accepted one.
 *
 * @param refused the key of the refused request, or null
 * @param valid settles with whether the service accepts a key, or fails with a sentence to show
 */
export function anotherKey(refused, valid) {
  if (key() !== refused) return Promise.resolve();
  asking ??= ask(refused, valid).finally(() => (asking = null));
  return asking;
}

async function ask(refused, valid) {
  show(true);
  say(refused === null ? "" : words.keyInvalid);
  for (;;) {
    const given = await submitted();
    const objection = await objectionTo(given, valid);
    if (objection === null) {
      keepInTab(NAME, given);
      byId("key-input").value = "";
      return show(false);
    }
    say(objection);
  }
}

async function objectionTo(given, valid) {
  // A header can't have other characters.
  if (!/^[\x21-\x7e]+$/.test(given)) return words.keyInvalid;
  return valid(given).then((is) => (is ? null : words.keyInvalid), (failure) => failure.message);
}

const submitted = () => new Promise((resolve) => {
  byId("key").onsubmit = (event) => {
    event.preventDefault();
    byId("key").onsubmit = (again) => again.preventDefault();
    say("");
    resolve(byId("key-input").value.trim());
  };
});

function show(on) {
  byId("key").hidden = !on;
  document.documentElement.toggleAttribute("data-locked", on);
  if (!on) byId("heading").focus();
}

// The input gets the focus: where something was wrong, or for the first key.
function say(text) {
  const input = byId("key-input");
  byId("key-error").textContent = text;
  input.setAttribute("aria-invalid", String(text !== ""));
  input.focus();
  input.select();
}
