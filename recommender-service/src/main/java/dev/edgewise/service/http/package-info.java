/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The service over HTTP: a resource for each path under /v1, thin, with errors as problem documents
 * (RFC 9457). {@link dev.edgewise.service.http.Problem} lists all that can be wrong.
 */
@NullMarked
package dev.edgewise.service.http;

import org.jspecify.annotations.NullMarked;
