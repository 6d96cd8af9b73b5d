/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Chooses the implementations: one class for each stage from an event to a response. No other
 * package knows which implementations there are. Commands that run without the service call the
 * same methods.
 */
@NullMarked
package dev.edgewise.service.wiring;

import org.jspecify.annotations.NullMarked;
