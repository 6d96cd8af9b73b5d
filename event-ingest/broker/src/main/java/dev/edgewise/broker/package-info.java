/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What runs inside the child process of the local Kafka broker. Start at {@link
 * dev.edgewise.broker.BrokerMain}, which is all of it.
 */
@NullMarked
package dev.edgewise.broker;

import org.jspecify.annotations.NullMarked;
