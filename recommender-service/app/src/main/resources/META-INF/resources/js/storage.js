/* SPDX-License-Identifier: Apache-2.0 */
// What this browser remembers. Without storage, it lasts as long as the page.

const PREFIX = "edgewise.";
const page = new Map();

/** Returns a kept text, or null. */
export function kept(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return page.get(name) ?? null;
  }
}

/** Keeps a text. */
export function keep(name, text) {
  page.set(name, text);
  try {
    localStorage.setItem(PREFIX + name, text);
  } catch {
    // the map above has it
  }
}
