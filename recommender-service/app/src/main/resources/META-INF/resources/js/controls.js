/* SPDX-License-Identifier: Apache-2.0 */
// The switch for details and the dial between popular and personal.

import { keepPersonal, personalInAddress } from "./address.js";
import { byId } from "./dom.js";
import { keep, kept } from "./storage.js";
import { words } from "./words.js";

const DETAILS = "details";

/** Connects the switch that shows ids, scores and times; the browser remembers it. */
export function wireDetails() {
  const button = byId("details");
  const set = (on) => {
    document.documentElement.toggleAttribute("data-details", on);
    button.setAttribute("aria-checked", String(on));
  };
  set(kept(DETAILS) === "on");
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-checked") !== "true";
    keep(DETAILS, on ? "on" : "off");
    set(on);
  });
}

/** Connects the dial; turned gets its place, from 0 to 1, and "popular" or "personal" for the direction. */
export function wireDial(turned) {
  const dial = byId("dial");
  let last = Number(dial.value);
  const show = (place) => {
    dial.value = String(place);
    dial.setAttribute("aria-valuetext", words.dialAt(Math.round(place * 100)));
  };
  dial.addEventListener("input", () => show(Number(dial.value)));
  dial.addEventListener("change", () => {
    const place = Number(dial.value);
    keepPersonal(place);
    turned(place, place < last ? "popular" : "personal");
    last = place;
  });
  /** Shows the place that the address names, else the place of an answer. */
  return (place) => {
    last = personalInAddress() ?? place ?? last;
    show(last);
  };
}
