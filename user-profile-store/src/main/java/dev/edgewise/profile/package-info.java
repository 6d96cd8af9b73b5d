/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Events, profiles, and the rules by which an event changes a profile. Start at {@link
 * dev.edgewise.profile.Profile} and {@link dev.edgewise.profile.ProfileRules}.
 */
@NullMarked
package dev.edgewise.profile;

import org.jspecify.annotations.NullMarked;
