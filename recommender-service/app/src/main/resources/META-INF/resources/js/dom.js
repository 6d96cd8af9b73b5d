/* SPDX-License-Identifier: Apache-2.0 */
// Creates elements. Strings become text nodes, never markup.

const SVG = "http://www.w3.org/2000/svg";

/** Returns the element of index.html with this id. */
export const byId = (id) => document.getElementById(id);

/** Creates an HTML element. Properties that start with "on" are listeners; false and null are left out. */
export function el(name, properties = {}, ...children) {
  return fill(document.createElement(name), properties, children);
}

/** Creates an SVG element. */
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

const THUMB = "M5.5 8 8.4 2.6a1.6 1.6 0 0 1 2 1.8L9.9 7h3.9a1.5 1.5 0 0 1 1.5 1.8l-.9 5a1.5 1.5 0 0 1-1.5 1.2H5.5zm0 0H2.7v7h2.8";
const PATHS = {
  like: THUMB,
  dislike: THUMB,
  hide: "M2 9s2.6-4.5 7-4.5 7 4.5 7 4.5-2.6 4.5-7 4.5S2 9 2 9zM3.5 15 14.5 3",
  open: "M2 9s2.6-4.5 7-4.5S16 9 16 9s-2.6 4.5-7 4.5S2 9 2 9zm5 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
  rate: "M9 2.7l1.9 3.9 4.3.6-3.1 3 .7 4.3L9 12.5l-3.8 2 .7-4.3-3.1-3 4.3-.6z",
  cart: "M2.5 3.5h2l1.8 7.5h7l1.7-5.5H5M7 14.5h.01M12.5 14.5h.01",
  close: "M4.5 4.5l9 9m0-9l-9 9",
  back: "M11 3.5 5.5 9l5.5 5.5",
  forward: "M7 3.5 12.5 9 7 14.5",
};

/** Creates a small icon beside a text, hidden from screen readers. */
export function icon(name) {
  const path = svg("path", { d: PATHS[name] ?? PATHS.open });
  return svg("svg", { class: `icon ${name}-icon`, viewBox: "0 0 18 18", "aria-hidden": "true" }, path);
}
