/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Changes of profiles, by whichever process made them: {@link
 * dev.edgewise.service.live.ProfileChanges} wakes those who wait for one user's.
 */
@NullMarked
package dev.edgewise.service.live;

import org.jspecify.annotations.NullMarked;
