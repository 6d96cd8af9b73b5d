/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A message with a CloudEvent, in the notation of the specification's examples. */
record CloudEventFile(Map<String, String> headers, String body) {
  static CloudEventFile read(String name) throws IOException {
    try (InputStream in = CloudEventFile.class.getResourceAsStream("cloudevents/" + name)) {
      String text = new String(in.readAllBytes(), UTF_8);
      int gap = text.indexOf("\n\n");
      Map<String, String> headers = new LinkedHashMap<>();
      text.substring(0, gap)
          .lines()
          .forEach(line -> {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
          });
      return new CloudEventFile(headers, text.substring(gap + 2).strip());
    }
  }

  Headers kafka() {
    Headers kafka = new RecordHeaders();
    headers.forEach((name, value) -> kafka.add(name, value.getBytes(UTF_8)));
    return kafka;
  }

  byte[] bytes() {
    return body.getBytes(UTF_8);
  }
}
