/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code ./edgewise check}: tells an adopter what will happen with their items and events before
 * anything runs. Start at {@link dev.edgewise.lab.check.DataCheck}.
 */
@NullMarked
package dev.edgewise.lab.check;

import org.jspecify.annotations.NullMarked;
