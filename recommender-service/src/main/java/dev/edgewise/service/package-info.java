/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The Quarkus application. {@link dev.edgewise.service.Wiring} is the one class that knows which
 * implementations are used; everything else sees interfaces and values.
 */
@NullMarked
package dev.edgewise.service;

import org.jspecify.annotations.NullMarked;
