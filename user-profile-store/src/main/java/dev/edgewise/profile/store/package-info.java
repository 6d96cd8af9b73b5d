/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Stores of profiles. Start at {@link dev.edgewise.profile.store.ProfileStore}; {@link
 * dev.edgewise.profile.store.InMemoryProfileStore} is the reference implementation.
 */
@NullMarked
package dev.edgewise.profile.store;

import org.jspecify.annotations.NullMarked;
