/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Parameters and bodies of requests, checked and converted. Start at {@link
 * dev.edgewise.service.http.request.RequestParameters}.
 */
@NullMarked
package dev.edgewise.service.http.request;

import org.jspecify.annotations.NullMarked;
