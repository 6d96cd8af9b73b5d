/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the one kind of producer used here: idempotent, acknowledged by all, bounded in time. */
public final class Producers {
  static final int DELIVERY_MS = 10_000;

  private Producers() {}

  public static Producer<byte[], byte[]> open(KafkaSettings settings) {
    Map<String, Object> configuration =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.bootstrapServers(),
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.LINGER_MS_CONFIG,
            2,
            ProducerConfig.BATCH_SIZE_CONFIG,
            64 * 1024,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            DELIVERY_MS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            DELIVERY_MS / 2,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            DELIVERY_MS);
    return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
