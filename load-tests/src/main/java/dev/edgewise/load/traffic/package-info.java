/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A light generator of load, whose front door is {@link dev.edgewise.load.traffic.LoadGenerator}.
 * Its requests leave by a schedule, even when the server is slow.
 */
@NullMarked
package dev.edgewise.load.traffic;

import org.jspecify.annotations.NullMarked;
