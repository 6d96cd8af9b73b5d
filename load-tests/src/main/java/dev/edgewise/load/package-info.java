/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Benchmarks and load scenarios, and the report of them: {@link dev.edgewise.load.Bench} runs them.
 * The service is only ever a running process here.
 */
@NullMarked
package dev.edgewise.load;

import org.jspecify.annotations.NullMarked;
