/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The main program of the local Kafka broker's child process. Start at {@link
 * dev.edgewise.broker.BrokerMain}.
 */
@NullMarked
package dev.edgewise.broker;

import org.jspecify.annotations.NullMarked;
