/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Speed and memory of the way from events to profiles, whose front door is {@link
 * dev.edgewise.load.ingest.IngestSuite}. Bare programs that do the least possible work stand beside
 * the product for comparison.
 */
@NullMarked
package dev.edgewise.load.ingest;

import org.jspecify.annotations.NullMarked;
