/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.Profile;
import org.jspecify.annotations.Nullable;

/**
 * A profile as well as it could be read in time.
 *
 * @param profile an empty one when the store gave none
 * @param problem what is wrong with it, in one line, or null
 */
public record LookedUpProfile(Profile profile, @Nullable String problem) {}
