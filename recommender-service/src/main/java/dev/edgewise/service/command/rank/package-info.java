/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Ranks one request that stands in a JSON file. Start at {@link
 * dev.edgewise.service.command.rank.OfflineRank}; it uses the same prompt, model and reasons as the
 * service.
 */
@NullMarked
package dev.edgewise.service.command.rank;

import org.jspecify.annotations.NullMarked;
