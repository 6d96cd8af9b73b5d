/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The configuration of the service, with defaults. Start at {@link
 * dev.edgewise.service.config.EdgewiseConfig}.
 */
@NullMarked
package dev.edgewise.service.config;

import org.jspecify.annotations.NullMarked;
