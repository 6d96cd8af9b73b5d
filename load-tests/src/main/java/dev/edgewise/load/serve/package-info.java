/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The service under load, whose front door is {@link dev.edgewise.load.serve.ServeSuite}. Its
 * figures become the section about the service in the document of figures.
 */
@NullMarked
package dev.edgewise.load.serve;

import org.jspecify.annotations.NullMarked;
