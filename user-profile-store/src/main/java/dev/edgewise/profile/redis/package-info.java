/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Profiles in Redis, {@link dev.edgewise.profile.redis.RedisProfileStore}, and documents, {@link
 * dev.edgewise.profile.redis.RedisDocumentStore}. The only package that knows Lettuce.
 */
@NullMarked
package dev.edgewise.profile.redis;

import org.jspecify.annotations.NullMarked;
