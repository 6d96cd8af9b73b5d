/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What is true of Kafka, Redis, the model and the consumer's lag, for {@code /q/health}. The model
 * is a matter of well-being: without one the service still answers, and stays ready.
 */
@NullMarked
package dev.edgewise.service.health;

import org.jspecify.annotations.NullMarked;
