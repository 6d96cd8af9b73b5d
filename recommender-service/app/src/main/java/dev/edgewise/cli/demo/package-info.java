/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code ./edgewise demo}: everything on local servers with a bundled catalogue. Start at {@code
 * DemoCommand}.
 */
@NullMarked
package dev.edgewise.cli.demo;

import org.jspecify.annotations.NullMarked;
