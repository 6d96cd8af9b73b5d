/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Ranking ahead of requests: a profile that changed becomes a task in a topic ({@link
 * dev.edgewise.service.ahead.AheadTasks}), and some instance makes its list when nobody waits
 * ({@link dev.edgewise.service.ahead.AheadWork}).
 */
@NullMarked
package dev.edgewise.service.ahead;

import org.jspecify.annotations.NullMarked;
