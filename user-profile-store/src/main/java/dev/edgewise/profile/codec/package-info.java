/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The binary form of a profile. Start at {@link dev.edgewise.profile.codec.ProfileCodec}, which
 * writes the newest schema and reads all earlier ones.
 */
@NullMarked
package dev.edgewise.profile.codec;

import org.jspecify.annotations.NullMarked;
