/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Events, profiles, and the rules by which an event changes a profile. Start at {@link
 * dev.edgewise.profile.Profile} and {@link dev.edgewise.profile.ProfileRules}. Where profiles are
 * kept is the business of the packages below.
 */
@NullMarked
package dev.edgewise.profile;

import org.jspecify.annotations.NullMarked;
