/* SPDX-License-Identifier: Apache-2.0 */
// What the address of the page keeps: the reader and the place of the dial.

const parts = () => new URLSearchParams(location.hash.slice(1));

/** The reader that the address names, or null. */
export const readerInAddress = () => parts().get("reader")?.trim() || null;

/** The place of the dial that the address names, from 0 to 1, or null. */
export function personalInAddress() {
  const value = Number.parseFloat(parts().get("personal"));
  return value >= 0 && value <= 1 ? value : null;
}

/** The address of another reader; the dial stays where it is. */
export function addressOf(reader) {
  const all = parts();
  if (reader === null) all.delete("reader");
  else all.set("reader", reader);
  return `#${all}`;
}

/** Keeps the place of the dial in the address. */
export function keepPersonal(personal) {
  const all = parts();
  all.set("personal", String(personal));
  history.replaceState(null, "", `#${all}`);
}
