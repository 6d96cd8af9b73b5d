/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import java.net.URI;

/**
 * A running service.
 *
 * @param redis the Redis of the service
 * @param process the process of the service, whose children are its Kafka and Redis
 */
public record ServeTarget(URI uri, URI redis, ProcessHandle process) {}
