/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.Profile;
import org.jspecify.annotations.Nullable;

/** A profile, and why it is empty or out of date, in one line; the problem is null otherwise. */
public record LookedUpProfile(Profile profile, @Nullable String problem) {}
