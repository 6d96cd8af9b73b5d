/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a client app embeds. Start at {@link dev.edgewise.sdk.Edgewise}: a client of the service, or
 * the same ranker on the device itself.
 */
@NullMarked
package dev.edgewise.sdk;

import org.jspecify.annotations.NullMarked;
