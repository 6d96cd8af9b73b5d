/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Who may ask: API keys, and without keys only pages of this service. Start at {@link
 * dev.edgewise.service.http.access.ApiKeys}.
 */
@NullMarked
package dev.edgewise.service.http.access;

import org.jspecify.annotations.NullMarked;
