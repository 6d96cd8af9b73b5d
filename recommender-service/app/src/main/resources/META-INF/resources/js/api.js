/* SPDX-License-Identifier: Apache-2.0 */
// The service's HTTP interface, as this page uses it.

/** An error of the service or of the connection; the message is a sentence to show. */
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

/** Turns a problem document into one sentence. */
export function sentence(problem, status) {
  const text = problem?.detail || problem?.title || `The service answered with status ${status}`;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

const part = encodeURIComponent;

export const about = () => ask("v1/about");
export const profile = (user) => ask(`v1/users/${part(user)}/profile`);
export const item = (id) => ask(`v1/items/${part(id)}`);
export const search = (query, signal) => ask(`v1/items?limit=8&q=${part(query)}`, { signal });
/** URL of one reader's stream. The deadline is long: a complete ranking after two seconds is better than half of one. */
export const streamOf = (user, limit) =>
  `v1/recommendations/${part(user)}/stream?follow=true&explain=true&deadline=2s&limit=${limit}`;

/** Readers with a history; empty when the service offers none. */
export async function readers() {
  return (await ask("v1/readers").catch(() => ({ readers: [] }))).readers;
}

/** Sends an event of the reader; settles when the log has stored it. */
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

/** URL of the file with all stored data of the reader. */
export const exportOf = (user) => `v1/users/${part(user)}/export`;

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
