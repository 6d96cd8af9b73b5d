/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Ranks one request that stands in a JSON file: start at {@link
 * dev.edgewise.rank.json.OfflineRank}. It goes through the same prompt, model and reasons as a
 * request to the service.
 */
@NullMarked
package dev.edgewise.rank.json;

import org.jspecify.annotations.NullMarked;
