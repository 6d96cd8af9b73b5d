/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What can be configured: {@link dev.edgewise.service.config.EdgewiseConfig}, with defaults in the
 * type. An unknown key stops the start.
 */
@NullMarked
package dev.edgewise.service.config;

import org.jspecify.annotations.NullMarked;
