/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Ranks one request from a JSON file, with the same prompt, model and reasons as the service. Start
 * at {@link dev.edgewise.cli.rank.OfflineRank}.
 */
@NullMarked
package dev.edgewise.cli.rank;

import org.jspecify.annotations.NullMarked;
