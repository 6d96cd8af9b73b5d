/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The binary form of profiles, in all its schema versions. Start at {@link
 * dev.edgewise.profile.codec.ProfileCodec}.
 */
@NullMarked
package dev.edgewise.profile.codec;

import org.jspecify.annotations.NullMarked;
