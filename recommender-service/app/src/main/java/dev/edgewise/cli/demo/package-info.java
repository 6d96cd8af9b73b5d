/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code ./edgewise demo}: runs the service with local servers and a bundled catalogue. Start at
 * {@link dev.edgewise.cli.demo.DemoCommand}.
 */
@NullMarked
package dev.edgewise.cli.demo;

import org.jspecify.annotations.NullMarked;
