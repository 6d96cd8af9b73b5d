/* SPDX-License-Identifier: Apache-2.0 */
// Making elements. Strings become text nodes and never markup.

const SVG = "http://www.w3.org/2000/svg";

/** The element with this id; it is in index.html. */
export const byId = (id) => document.getElementById(id);

/** A new HTML element. Properties starting with "on" are listeners, false and null are left out. */
export function el(name, properties = {}, ...children) {
  return fill(document.createElement(name), properties, children);
}

/** A new SVG element. */
export function svg(name, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, name), properties, children);
}

function fill(element, properties, children) {
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

const PATHS = {
  like: "M9 15.5 4.2 10.9a3.4 3.4 0 0 1 4.8-4.8L9 6l0-.1a3.4 3.4 0 0 1 4.8 4.8z",
  dislike: "M4.5 4.5l9 9m0-9l-9 9",
  hide: "M2 9s2.6-4.5 7-4.5c1 0 1.900.2 2.700.6M16 9s-2.600 4.500-7 4.500c-1 0-1.900-.2-2.700-.6M3.500 14.500l11-11",
  open: "M2 9s2.600-4.500 7-4.500S16 9 16 9s-2.600 4.500-7 4.500S2 9 2 9zm5 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
  rate: "M9 2.800l1.900 3.900 4.300.6-3.100 3 .7 4.300L9 12.600l-3.800 2 .7-4.300-3.100-3 4.300-.6z",
  cart: "M2.500 3.500h2l1.800 7.500h7l1.700-5.500H5M7 14.500h.01M12.500 14.500h.01",
};

/** A small line drawing that stands beside words, hidden from readers of the screen. */
export function icon(name) {
  const path = svg("path", { d: PATHS[name] ?? PATHS.open });
  return svg("svg", { class: "icon", viewBox: "0 0 18 18", "aria-hidden": "true" }, path);
}
