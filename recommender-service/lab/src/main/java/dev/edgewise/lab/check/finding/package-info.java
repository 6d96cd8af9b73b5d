/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Says in sentences what the counts mean for the service. Start at {@link
 * dev.edgewise.lab.check.finding.Finding}.
 */
@NullMarked
package dev.edgewise.lab.check.finding;

import org.jspecify.annotations.NullMarked;
