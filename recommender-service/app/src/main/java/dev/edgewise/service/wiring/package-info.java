/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Creates the implementations of the service, which no other package knows, with one class for each
 * stage from an event to a response. Start at {@link
 * dev.edgewise.service.wiring.RecommendationWiring}; commands without the service call the same
 * methods.
 */
@NullMarked
package dev.edgewise.service.wiring;

import org.jspecify.annotations.NullMarked;
