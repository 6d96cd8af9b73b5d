/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What an event is, what a profile is, and how one changes the other. Start at {@link
 * dev.edgewise.profile.ProfileStore}; {@link dev.edgewise.profile.InMemoryProfileStore} is its
 * reference implementation. {@link dev.edgewise.profile.DocumentStore} keeps what else is to
 * outlast a process.
 */
@NullMarked
package dev.edgewise.profile;

import org.jspecify.annotations.NullMarked;
