/* SPDX-License-Identifier: Apache-2.0 */
// What this browser remembers. Without storage, it lasts as long as the page.

const PREFIX = "edgewise.";
const page = new Map();

/** Returns a kept text, or null. */
export const kept = (name) => read("localStorage", name);

/** Keeps a text. */
export const keep = (name, text) => write("localStorage", name, text);

/** Returns a text that this tab keeps, or null. */
export const keptInTab = (name) => read("sessionStorage", name);

/** Keeps a text until the tab is closed. */
export const keepInTab = (name, text) => write("sessionStorage", name, text);

function read(area, name) {
  try {
    return window[area].getItem(PREFIX + name);
  } catch {
    return page.get(name) ?? null;
  }
}

function write(area, name, text) {
  page.set(name, text);
  try {
    window[area].setItem(PREFIX + name, text);
  } catch {
    // the map above has it
  }
}
