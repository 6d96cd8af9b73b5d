/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Which threads work for a request, and what requests share. Start at {@link
 * dev.edgewise.recommend.processor.ProcessorPool}.
 */
@NullMarked
package dev.edgewise.recommend.processor;

import org.jspecify.annotations.NullMarked;
