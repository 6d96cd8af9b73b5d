/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The library that a client app embeds. Start with {@link dev.edgewise.sdk.Edgewise}: it offers a
 * client of the service, and the same ranker on the device itself.
 */
@NullMarked
package dev.edgewise.sdk;

import org.jspecify.annotations.NullMarked;
