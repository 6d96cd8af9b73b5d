/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Ranks one request that stands in a JSON file. Start at {@link dev.edgewise.cli.rank.OfflineRank};
 * it uses the same prompt, model and reasons as the service.
 */
@NullMarked
package dev.edgewise.cli.rank;

import org.jspecify.annotations.NullMarked;
