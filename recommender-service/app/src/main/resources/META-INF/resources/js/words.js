/* SPDX-License-Identifier: Apache-2.0 */
// The page's texts in the browser's language. The folder words has one file for each language.

import en from "./words/en.js";
import ko from "./words/ko.js";

const LANGUAGES = { en, ko };

/** The first of the browser's languages that the page has, else English. */
export const language = navigator.languages.map((tag) => tag.split("-")[0].toLowerCase()).find((tag) => Object.hasOwn(LANGUAGES, tag)) ?? "en";

/** The texts: strings, and functions that put numbers and titles into a text. */
export const words = LANGUAGES[language];

/** Fills in index.html: data-words="KEY" is the text of an element, data-words="ATTRIBUTE=KEY" one of its attributes. */
export function translate() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-words]")) {
    const [key, attribute] = element.dataset.words.split("=").reverse();
    if (attribute) element.setAttribute(attribute, words[key]);
    else element.textContent = words[key];
  }
}
