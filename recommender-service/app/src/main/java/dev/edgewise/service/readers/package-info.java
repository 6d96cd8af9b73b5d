/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Readers with a taste, for people to try the demo with. Start at {@link
 * dev.edgewise.service.readers.DemoReaders}.
 */
@NullMarked
package dev.edgewise.service.readers;

import org.jspecify.annotations.NullMarked;
