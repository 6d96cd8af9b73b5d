/* SPDX-License-Identifier: Apache-2.0 */
// Lists the page's own texts that have three Latin letters in a row: an array, empty on a page in another script.

const LATIN = /\p{Script=Latin}{3}/u;
const NAMES = /\b(Edgewise|API)\b/g;
const IDS = /\b(page-)?[\da-f]{8}-[-\da-f]+/g;
/** Elements whose texts the service sends: titles, genres, reasons, facts, names. */
const DATA = `#catalogue, #attribution, #version, .reader strong, .about, .about *, .first, .open, .found, .found *, .reason > span,
  #item-title, .text, .item-why > [dir], :is(.evidence, .facts, .trait) *, .trait, .event > span`;
const ATTRIBUTES = ["aria-label", "aria-valuetext", "title", "placeholder", "data-busy"];

const textOf = (element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("");
const json = (path) => fetch(path).then((response) => response.json());

return Promise.all([json("v1/about"), json("v1/readers")]).then(([{ model }, { readers }]) => {
  const data = [model.name, ...readers.flatMap(({ name, tastes }) => [name, ...tastes]), ...[...document.querySelectorAll(DATA)].map(textOf)]
    .filter((text) => text.trim() !== "").sort((one, other) => other.length - one.length);
  const own = (text) => data.reduce((rest, part) => rest.replaceAll(part, ""), text.replace(/“[^”]*…”/g, "")).replace(NAMES, "").replace(IDS, "");
  return [...document.body.querySelectorAll(":not(noscript, script)")]
    .filter((element) => !element.matches(DATA))
    .flatMap((element) => [textOf(element), ...ATTRIBUTES.map((name) => element.getAttribute(name) ?? "")])
    .filter((text) => LATIN.test(own(text)));
});
