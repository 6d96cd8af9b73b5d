/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Strict reading of JSON from outside: events, items and request bodies. CloudEvents and rerank
 * bodies have formats of their own and are read elsewhere. Start at {@link
 * dev.edgewise.ingest.json.JsonFields}.
 */
@NullMarked
package dev.edgewise.ingest.json;

import org.jspecify.annotations.NullMarked;
