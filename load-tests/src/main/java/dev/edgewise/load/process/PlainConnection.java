/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One open connection to a process on this machine, for HTTP/1.1 and for reads from Redis. It
 * shares the processor with the measured process, and takes less than a fifth of the processor time
 * of the JDK's HTTP clients. Used by one thread at a time.
 */
public final class PlainConnection implements AutoCloseable {
  /** The header of a request for JSON. */
  public static final String JSON = "Accept: application/json";

  private final Socket socket;
  private final InputStream in;

  public PlainConnection(URI service) throws IOException {
    socket = new Socket(service.getHost(), service.getPort());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
  }

  /** The bytes of a request that posts JSON. */
  public static byte[] post(String path, byte[] json) {
    String type = "Content-Type: application/json";
    byte[] head = head("POST", path, type, "Content-Length: " + json.length);
    byte[] request = Arrays.copyOf(head, head.length + json.length);
    System.arraycopy(json, 0, request, head.length, json.length);
    return request;
  }

  private static byte[] head(String method, String path, String... headers) {
    String first = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n";
    String rest = String.join("\r\n", headers) + "\r\n\r\n";
    return (first + rest).getBytes(StandardCharsets.US_ASCII);
  }

  /** Gets a document, as {@link #send} does, with headers such as {@link #JSON}. */
  public String get(String path, String... headers) throws IOException {
    return send(head("GET", path, headers), 200);
  }

  /** Sends a request and returns the body of its answer, which must have the expected status. */
  public String send(byte[] request, int expected) throws IOException {
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
      }
      chunked |= header.startsWith("transfer-encoding:") && header.contains("chunked");
    }
    String body = new String(chunked ? chunks() : exactly(length), StandardCharsets.UTF_8);
    if (status != expected) {
      throw new IOException("the answer should be " + expected + ", not " + status + ": " + body);
    }
    return body;
  }

  /** Reads the value at a key of a Redis, or throws when there is none. */
  public byte[] readRedis(String key) throws IOException {
    socket.getOutputStream().write(("GET " + key + "\r\n").getBytes(StandardCharsets.US_ASCII));
    String length = line();
    if (!length.startsWith("$") || length.equals("$-1")) {
      throw new IOException("Redis has no value at " + key + ": " + length);
    }
    byte[] value = exactly(Integer.parseInt(length.substring(1)));
    var _ = line();
    return value;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size;
    do {
      size = Integer.parseInt(line(), 16);
      body.writeBytes(exactly(size));
      var _ = line();
    } while (size > 0);
    return body.toByteArray();
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the answer ended early");
    }
    return bytes;
  }

  /** The next line in lower case, without its end. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new IOException("the connection ended");
      }
      line.append((char) read);
    }
    return line.toString().stripTrailing().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
