/* SPDX-License-Identifier: Apache-2.0 */
// The service's HTTP interface, as this page uses it.

import { anotherKey, bearer, key } from "./key.js";
import { language, words } from "./words.js";

/** An error of the service, or of the connection when it has no status; the message is a sentence to show. */
export class Problem extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }

  /** Whether the same request can succeed later. */
  get temporary() {
    return [undefined, 429, 503].includes(this.status);
  }
}

/** Longer than the service takes to give up, so that its own answer comes first. */
const LONGEST_MS = 12_000;

/** Of these problems the service's own words name its parts and their addresses. */
const PLAINLY = {
  "store-unavailable": words.profilesUnreadable,
  "log-unavailable": words.nothingSaved,
  busy: words.busy,
  overloaded: words.busy,
};

// A complete ranking after two seconds is better than half of one.
const LIST = `explain=true&deadline=2s&lang=${language}`;

async function request(path, options = {}) {
  for (;;) {
    const sent = key();
    const response = await send(path, sent, options);
    if (response.ok) return response;
    if (response.status !== 401) throw new Problem(sentence(await response.json().catch(() => null), response.status), response.status);
    await anotherKey(sent, isValid);
  }
}

async function send(path, withKey, { after, headers, signal, endless, ...options } = {}) {
  const all = { Accept: "application/json", ...headers, ...bearer(withKey), ...(after && { "X-Edgewise-After": after }) };
  const signals = [signal, !endless && AbortSignal.timeout(LONGEST_MS)].filter(Boolean);
  try {
    return await fetch(path, { ...options, headers: all, signal: AbortSignal.any(signals) });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Problem(words.noAnswer);
  }
}

const isValid = async (text) => (await send("v1/about", text)).status !== 401;

async function ask(path, options) {
  const body = await (await request(path, options)).json().catch(() => null);
  if (body === null) throw new Problem(words.unreadableAnswer);
  return body;
}

/** Turns a problem document into one sentence. */
export function sentence(problem, status) {
  const plainly = PLAINLY[problem?.type?.split(":").at(-1)];
  if (plainly || status >= 500) return plainly ?? words.status(status);
  // The service's own sentences are English.
  const text = (language === "en" && (problem?.detail || problem?.title)) || words.status(status);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Whether a list was made without the profile, or without the latest that the reader did. */
export const isBehind = ({ degraded, problem }) => degraded && /^(without the profile|the profile doesn't have)/.test(problem);

const part = encodeURIComponent;

export const about = () => ask(`v1/about?lang=${language}`);
export const item = (id) => ask(`v1/items/${part(id)}`);
export const search = (query, signal) => ask(`v1/items?limit=8&q=${part(query)}`, { signal });

/** The profile; with a token, it contains the event of that token. */
export const profile = (user, after) => ask(`v1/users/${part(user)}/profile?lang=${language}`, { after });

/** The list of one placement; with a token, it takes the event of that token into account. */
export const row = (user, placement, limit, after) =>
  ask(`v1/recommendations/${part(user)}?placement=${placement}&limit=${limit}&${LIST}`, { after });

/** Opens the stream of the reader's main list; personal is the place of the dial, or null; query is a wish, or empty. */
export const stream = (user, { limit, personal, query, after }, signal) =>
  request(`v1/recommendations/${part(user)}/stream?follow=true&limit=${limit}&${LIST}${personal === null ? "" : `&personal=${personal}`}${query && `&q=${part(query)}`}`,
    { after, signal, endless: true, headers: { Accept: "text/event-stream" } });

/** Readers with a history, which only a demo lists. */
export const readers = async () => (await ask("v1/readers")).readers;

/** Makes an event of the reader; an item from a list names the request that showed it. */
export const eventOf = (user, { id, request }, type) => ({ id: newId(), source: "page", user, item: id, type,
  time: new Date().toISOString(), ...(request && { context: { request } }) });

/** Sends events; settles with a token when the log has stored them, also after the page is closed. */
export async function record(events) {
  const { rejected, token } = await ask("v1/events", { method: "POST", keepalive: true,
    headers: { "Content-Type": "application/json" }, body: JSON.stringify(events) });
  if (rejected?.length) throw new Problem(sentence(rejected[0].problem), rejected[0].problem.status);
  return token;
}

/** The file with all stored data of the reader. */
export const exported = async (user) => (await request(`v1/users/${part(user)}/export`)).blob();

/** Withdraws one event of the reader's profile; settles when that has, or certainly will, take effect. */
export const withdraw = (user, event) => ask(`v1/users/${part(user)}/events/${part(event)}`, { method: "DELETE" });

/** Erases all data of the reader; settles when that has, or certainly will, take effect. */
export const erase = (user) => ask(`v1/users/${part(user)}`, { method: "DELETE" });

/** A random id; also works on pages without a secure connection. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
