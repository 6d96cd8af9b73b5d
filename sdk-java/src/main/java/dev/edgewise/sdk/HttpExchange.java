/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges requests and answers with the service, with the HTTP client that every JDK and Android
 * have. An exchange without an answer, or with status 429 or 503, is tried again a few times, after
 * a longer pause each time. So callers must send only requests that can safely be repeated.
 */
final class HttpExchange {
  private static final int TRIES = 3;
  private static final int MAX_ANSWER_BYTES = 16 << 20;

  /** No answer, too many requests, service unavailable. */
  private static final Set<Integer> TEMPORARY = Set.of(EdgewiseException.NO_STATUS, 429, 503);

  final URI service;
  final Duration timeout;
  final Duration pause;
  final String apiKey;

  HttpExchange(URI service, Duration timeout, Duration pause, String apiKey) {
    this.service = service;
    this.timeout = timeout;
    this.pause = pause;
    this.apiKey = apiKey;
  }

  String get(String path, Map<String, String> headers) {
    return exchange("GET", path, headers, null);
  }

  String post(String path, String json) {
    return exchange("POST", path, Map.of(), json.getBytes(StandardCharsets.UTF_8));
  }

  private String exchange(
      String method, String path, Map<String, String> headers, byte @Nullable [] body) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(method, path, headers, body);
      } catch (EdgewiseException e) {
        if (!TEMPORARY.contains(e.status()) || attempt == TRIES) {
          throw e;
        }
        sleep(pause.multipliedBy(attempt));
      }
    }
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EdgewiseException("interrupted while waiting to try again", e);
    }
  }

  private String once(
      String method, String path, Map<String, String> headers, byte @Nullable [] body) {
    HttpURLConnection connection = null;
    try {
      String address = service.toString().replaceFirst("/$", "") + path;
      connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
      connection.setRequestMethod(method);
      connection.setInstanceFollowRedirects(false); // the key is for this service only
      connection.setConnectTimeout((int) timeout.toMillis());
      connection.setReadTimeout((int) timeout.toMillis());
      connection.setRequestProperty("Accept", "application/json");
      headers.forEach(connection::setRequestProperty);
      if (!apiKey.isEmpty()) {
        connection.setRequestProperty("Authorization", "Bearer " + apiKey);
      }
      if (body != null) {
        send(connection, body);
      }
      return answer(connection);
    } catch (IOException e) {
      throw new EdgewiseException("no answer from " + service + ": " + e.getMessage(), e);
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }

  private static void send(HttpURLConnection connection, byte[] body) throws IOException {
    // Not in streaming mode, where the JDK loses the body of a 401.
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
  }

  private static String answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    boolean good = status >= 200 && status < 300;
    InputStream stream = good ? connection.getInputStream() : connection.getErrorStream();
    String body = stream == null ? "" : read(stream);
    if (!good) {
      throw new EdgewiseException(status + ": " + ServiceJson.problem(body), status, null);
    }
    return body;
  }

  private static String read(InputStream stream) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 13];
    try (InputStream in = stream) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
        if (bytes.size() > MAX_ANSWER_BYTES) {
          throw new IOException("the answer has more than " + MAX_ANSWER_BYTES + " bytes");
        }
      }
    }
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }
}
