/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Strict reading of JSON from outside; everything that the service reads field by field goes
 * through it. Start at {@link dev.edgewise.ingest.json.JsonFields}.
 */
@NullMarked
package dev.edgewise.ingest.json;

import org.jspecify.annotations.NullMarked;
