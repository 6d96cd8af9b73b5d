/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The HTTP API: resources, and the formats of their answers. Start at {@link
 * dev.edgewise.service.http.RecommendationResource}.
 */
@NullMarked
package dev.edgewise.service.http;

import org.jspecify.annotations.NullMarked;
