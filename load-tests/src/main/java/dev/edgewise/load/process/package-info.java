/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Programs in processes of their own, whose front door is {@link
 * dev.edgewise.load.process.ChildProcess}. The suites start, ask, measure and kill them here.
 */
@NullMarked
package dev.edgewise.load.process;

import org.jspecify.annotations.NullMarked;
