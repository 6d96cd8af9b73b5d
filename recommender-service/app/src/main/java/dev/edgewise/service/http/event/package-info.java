/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Takes events and feedback in all their formats. Start at {@link
 * dev.edgewise.service.http.event.EventResource}.
 */
@NullMarked
package dev.edgewise.service.http.event;

import org.jspecify.annotations.NullMarked;
