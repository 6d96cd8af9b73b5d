/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Generated users with one taste, and how lists respond to their likes. Start at {@link
 * dev.edgewise.lab.evaluate.persona.Responsiveness}.
 */
@NullMarked
package dev.edgewise.lab.evaluate.persona;

import org.jspecify.annotations.NullMarked;
