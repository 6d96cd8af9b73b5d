/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk.examples;

import dev.edgewise.sdk.Accepted;
import dev.edgewise.sdk.Edgewise;
import dev.edgewise.sdk.EdgewiseClient;
import dev.edgewise.sdk.Recommendations;
import dev.edgewise.sdk.UserEvent;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;

/**
 * Likes a film and prints the new recommendations of the service: {@code RemoteExample [URL] [USER]
 * [ITEM]}.
 */
public final class RemoteExample {
  private RemoteExample() {}

  public static void main(String[] args) {
    String service = args.length > 0 ? args[0] : "http://localhost:8080";
    String user = args.length > 1 ? args[1] : "example";
    String item = args.length > 2 ? args[2] : "1375666"; // Inception
    run(Edgewise.connect(URI.create(service)), user, item, System.out);
  }

  static void run(EdgewiseClient edgewise, String user, String item, PrintStream out) {
    Accepted accepted = edgewise.send(UserEvent.now(user, item, "like"));
    accepted.rejected().forEach(refused -> out.println("refused: " + refused.detail()));

    Recommendations list =
        edgewise.recommendations(user, 5, Duration.ofSeconds(2), accepted.token());
    out.println("ranked by " + list.model() + (list.trained() ? "" : " (untrained)"));
    for (Recommendations.Entry entry : list.items()) {
      out.println(entry.rank() + ". " + entry.title() + ": " + entry.reason());
    }
  }
}
