/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Users with different tastes, as whom a visitor can try the demo. Start at {@link
 * dev.edgewise.service.readers.DemoReaders}.
 */
@NullMarked
package dev.edgewise.service.readers;

import org.jspecify.annotations.NullMarked;
