/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Drills that disturb real processes while events flow, whose front door is {@link
 * dev.edgewise.load.faults.FaultSuite}. After each drill every profile must equal the one that a
 * sequential model makes of the event log.
 */
@NullMarked
package dev.edgewise.load.faults;

import org.jspecify.annotations.NullMarked;
