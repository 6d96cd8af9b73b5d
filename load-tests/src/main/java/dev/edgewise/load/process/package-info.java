/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Programs that are measured or killed, each in a process of its own: {@link
 * dev.edgewise.load.process.JavaProcess}, {@link dev.edgewise.load.process.DemoProcess}, {@link
 * dev.edgewise.load.process.ServiceProcess}.
 */
@NullMarked
package dev.edgewise.load.process;

import org.jspecify.annotations.NullMarked;
