/* SPDX-License-Identifier: Apache-2.0 */
// Lists what is wrong with the layout of the page as it is now: an array of sentences, empty when all is well.

const CONTROLS = "button, a, input, summary";
/** The greatest sensible heights in CSS pixels. */
const HEIGHTS = { ".masthead": 90, ".reader": 110, ".lead": 170, ".search input": 50, ".change": 140, ".entry": 420, ".card": 420,
  "#timings": 60, ".stages": 8, ".notice": 140, "footer": 260, ".fact-id": 30, ".act": 60, ".new": 30 };
const problems = [];
const screen = document.documentElement.clientWidth;
const open = document.querySelector("dialog[open]");

const nameOf = (element) => {
  const text = element.textContent.trim().slice(0, 30);
  return `${element.tagName.toLowerCase()}${element.id && `#${element.id}`}${element.className?.baseVal === undefined && element.className ? `.${element.className}` : ""} "${text}"`;
};

/** The rectangles of an element that are visible: scrolling and clipping parents cut them. */
function visible(element) {
  let rects = [...element.getClientRects()].map(({ left, right, top, bottom }) => ({ left, right, top, bottom }));
  for (let parent = element.parentElement; parent && parent !== document.body; parent = parent.parentElement) {
    if (getComputedStyle(parent).overflowX === "visible") continue;
    const box = parent.getBoundingClientRect();
    rects = rects.map((rect) => ({ left: Math.max(rect.left, box.left), right: Math.min(rect.right, box.right),
      top: Math.max(rect.top, box.top), bottom: Math.min(rect.bottom, box.bottom) }));
  }
  return rects.filter((rect) => rect.right - rect.left > 0.5 && rect.bottom - rect.top > 0.5);
}

const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  && !element.matches(".skip, .skip *, option") && (!open || open.contains(element));
const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
const all = [...document.body.querySelectorAll("*")].filter(shown).map((element) => ({ element, rects: visible(element) }))
  .filter(({ rects }) => rects.length > 0);

// Nothing reaches beyond the screen.
if (document.documentElement.scrollWidth > screen) problems.push(`the page is ${document.documentElement.scrollWidth} px wide on a screen of ${screen} px`);
for (const { element, rects } of all) {
  for (const { left, right } of rects) {
    if (left < -0.5 || right > screen + 0.5) problems.push(`${nameOf(element)} reaches from ${left} to ${right} on a screen of ${screen} px`);
  }
}

// No two texts or controls overlap, and no two entries, cards or sections.
const cross = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
function apart(group) {
  group.forEach((one, index) => {
    for (const other of group.slice(index + 1)) {
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      if (one.rects.some((a) => other.rects.some((b) => cross(a, b)))) problems.push(`${nameOf(one.element)} overlaps ${nameOf(other.element)}`);
    }
  });
}
apart(all.filter(({ element }) => element.matches(CONTROLS) || hasText(element)));
apart(all.filter(({ element }) => element.matches(".masthead, .readers, .lead, .notice, .search, .change, .entry, .shelf, .more, #timings, .profile, footer")));
apart(all.filter(({ element }) => element.matches(".card, .shelf-head")));

// Texts stay inside their buttons, and nothing is taller than it should be.
for (const { element } of all) {
  if (element.matches("button") && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) && getComputedStyle(element).overflowX === "visible") {
    problems.push(`the text of ${nameOf(element)} is larger than the button`);
  }
  for (const [selector, most] of Object.entries(HEIGHTS)) {
    const { height } = element.getBoundingClientRect();
    if (element.matches(selector) && height > most) problems.push(`${nameOf(element)} is ${height} px tall, more than ${most} px`);
  }
}

// Controls have names and are large enough to hit (WCAG 2.2, 2.5.8; links inside sentences are exempt).
for (const { element } of all.filter((each) => each.element.matches(CONTROLS))) {
  if (!(element.getAttribute("aria-label") ?? (element.labels?.[0]?.textContent || element.textContent)).trim()) problems.push(`${nameOf(element)} has no name`);
  const { width, height } = element.getBoundingClientRect();
  if (element.matches("button, input") && !element.matches(".open, .why") && Math.min(width, height) < 24) problems.push(`${nameOf(element)} is only ${width} by ${height} px`);
}

// Texts have the contrast of WCAG AA: 4.5 to 1, and 3 to 1 when large.
const parse = (colour) => colour.match(/[\d.]+/g).map(Number);
const luminance = (colour) => colour.slice(0, 3).map((part) => part / 255)
  .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
function behind(element) {
  for (let each = element; each; each = each.parentElement) {
    const colour = parse(getComputedStyle(each).backgroundColor);
    if (colour.length === 3) return colour;
  }
  return parse(getComputedStyle(document.documentElement).backgroundColor);
}
for (const { element } of all.filter((each) => hasText(each.element))) {
  const style = getComputedStyle(element);
  const [dark, light] = [luminance(parse(style.color)), luminance(behind(element))].sort((a, b) => a - b);
  const ratio = (light + 0.05) / (dark + 0.05);
  const size = Number.parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (ratio < (large ? 3 : 4.5)) problems.push(`${nameOf(element)} has a contrast of only ${ratio.toFixed(2)}`);
}

return problems.slice(0, 40);
