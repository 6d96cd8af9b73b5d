/* SPDX-License-Identifier: Apache-2.0 */
/**
 * JSON from outside, read strictly. Start at {@link dev.edgewise.ingest.json.JsonFields}; all that
 * the service reads field by field goes through it.
 */
@NullMarked
package dev.edgewise.ingest.json;

import org.jspecify.annotations.NullMarked;
