/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection of HTTP/1.1 that is kept open, with as little work of its own as can be, since it
 * shares the processor with what it measures. Used by one thread at a time.
 */
final class PlainHttp implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  PlainHttp(URI service) throws IOException {
    socket = new Socket(service.getHost(), service.getPort());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
  }

  /**
   * What was answered.
   *
   * @param status the code
   * @param body as text
   */
  record Answer(int status, String body) {}

  /** A request with a JSON body, ready to be sent. */
  static byte[] post(String path, byte[] json) {
    byte[] head =
        ("POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + json.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[head.length + json.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(json, 0, request, head.length, json.length);
    return request;
  }

  /** A request for a profile that has the event of this token. */
  static byte[] getAfter(String path, String token) {
    return ("GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
            + "X-Edgewise-After: "
            + token
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  Answer send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String status = line();
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
    }
    byte[] body = chunked ? chunks() : exactly(length);
    return new Answer(
        Integer.parseInt(status.split(" ", 3)[1]), new String(body, StandardCharsets.UTF_8));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      body.writeBytes(exactly(size));
      var _ = line();
    }
    var _ = line();
    return body.toByteArray();
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the answer ended early");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int read = in.read();
    while (read != '\n') {
      if (read < 0) {
        throw new IOException("the connection ended");
      }
      if (read != '\r') {
        line.append((char) read);
      }
      read = in.read();
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
