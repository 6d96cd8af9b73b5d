/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What people did with what they were shown: feedback becomes events, events find the ranking that
 * they are about, and measures and weights of the blend come of that. {@link
 * dev.edgewise.service.feedback.Attribution} holds the rules.
 */
@NullMarked
package dev.edgewise.service.feedback;

import org.jspecify.annotations.NullMarked;
