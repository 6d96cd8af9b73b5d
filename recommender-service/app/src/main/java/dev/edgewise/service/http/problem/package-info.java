/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Problem documents (RFC 9457): the answers to requests that fail. Start at {@link
 * dev.edgewise.service.http.problem.Problem}.
 */
@NullMarked
package dev.edgewise.service.http.problem;

import org.jspecify.annotations.NullMarked;
