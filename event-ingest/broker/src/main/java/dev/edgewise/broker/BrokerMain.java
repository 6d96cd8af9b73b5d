/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * Formats Kafka's storage if needed, then runs the Kafka broker. Both happen in one JVM, since a
 * second JVM for the formatting would double the time of a first start.
 */
public final class BrokerMain {
  private BrokerMain() {}

  /**
   * Runs until terminated.
   *
   * @param args the broker's properties file; the cluster id; a marker file that exists once the
   *     storage is formatted
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: BrokerMain PROPERTIES CLUSTER-ID FORMATTED-MARKER");
      System.exit(2);
    }
    Path formatted = Path.of(args[2]);
    if (!Files.exists(formatted)) {
      String[] format = {"format", "--cluster-id", args[1], "--config", args[0]};
      if (StorageTool.execute(format, System.out) != 0) {
        System.exit(3);
      }
      Files.createFile(formatted);
    }
    Kafka.main(new String[] {args[0]});
  }
}
