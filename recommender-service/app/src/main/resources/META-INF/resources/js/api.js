/* SPDX-License-Identifier: Apache-2.0 */
// The service's HTTP interface, as this page uses it.

/** What the service, or the way to it, said was wrong: a sentence for people. */
export class Problem extends Error {}

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { headers: { Accept: "application/json" }, ...options });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Problem("The service does not answer.");
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Problem(sentence(body, response.status));
  if (body === null) throw new Problem("The service sent an answer that cannot be read.");
  return body;
}

/** A problem document as one sentence. */
export function sentence(problem, status) {
  const text = problem?.detail || problem?.title || `The service answered with status ${status}`;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

const part = encodeURIComponent;

export const about = () => ask("v1/about");
export const profile = (user) => ask(`v1/users/${part(user)}/profile`);
export const item = (id) => ask(`v1/items/${part(id)}`);
export const search = (query, signal) => ask(`v1/items?limit=8&q=${part(query)}`, { signal });
/** The stream of one reader; someone who looks at a page rather waits two seconds than sees half a ranking. */
export const streamOf = (user, limit) =>
  `v1/recommendations/${part(user)}/stream?follow=true&explain=true&deadline=2s&limit=${limit}`;

/** People with a history to try; none where the service does not offer any. */
export async function readers() {
  return (await ask("v1/readers").catch(() => ({ readers: [] }))).readers;
}

/** Tells the service what the reader did; settles when the event is safely in the log. */
export async function record(user, item, type) {
  const event = { id: newId(), source: "page", user, item, type, time: new Date().toISOString() };
  const answer = await ask("v1/events", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(event),
  });
  const refused = answer.rejected?.[0]?.problem;
  if (refused) throw new Problem(sentence(refused));
}

/** Where everything kept of the reader can be had as a file. */
export const exportOf = (user) => `v1/users/${part(user)}/export`;

/** Has one event of the reader's profile not used; settles when that is so, or sure to be. */
export const withdraw = (user, event) => ask(`v1/users/${part(user)}/events/${part(event)}`, { method: "DELETE" });

/** Has everything forgotten that is known of the reader; settles when that is so, or sure to be. */
export const erase = (user) => ask(`v1/users/${part(user)}`, { method: "DELETE" });

/** A random id, also where the page did not come over a secure connection. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
