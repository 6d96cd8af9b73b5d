/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Drills: real processes are killed, cut off and filled up while events flow, and afterwards every
 * profile must equal what a plain sequential model makes of the log. Start at {@link
 * dev.edgewise.load.faults.FaultSuite}.
 */
@NullMarked
package dev.edgewise.load.faults;

import org.jspecify.annotations.NullMarked;
