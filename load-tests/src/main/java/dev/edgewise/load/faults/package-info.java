/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Drills that disturb real processes, whose front door is {@link
 * dev.edgewise.load.faults.FaultSuite}. Afterwards profiles must equal those of the event log.
 */
@NullMarked
package dev.edgewise.load.faults;

import org.jspecify.annotations.NullMarked;
