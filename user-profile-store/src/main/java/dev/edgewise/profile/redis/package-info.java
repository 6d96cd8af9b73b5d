/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Profiles and documents in Redis; no other package uses Lettuce. Start at {@link
 * dev.edgewise.profile.redis.RedisProfileStore} and {@link
 * dev.edgewise.profile.redis.RedisDocumentStore}.
 */
@NullMarked
package dev.edgewise.profile.redis;

import org.jspecify.annotations.NullMarked;
