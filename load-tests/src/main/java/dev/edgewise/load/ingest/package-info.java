/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The way from events to profiles, whose front door is {@link
 * dev.edgewise.load.ingest.IngestSuite}. It is compared with bare programs that do less work.
 */
@NullMarked
package dev.edgewise.load.ingest;

import org.jspecify.annotations.NullMarked;
