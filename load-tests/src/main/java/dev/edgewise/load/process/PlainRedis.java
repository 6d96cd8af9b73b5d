/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.process;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As little of a Redis client as looking into one takes. Used by one thread. */
public final class PlainRedis implements AutoCloseable {
  private static final int USER_BYTES = 12;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /** Connects to that port of this machine. */
  public PlainRedis(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
  }

  /** Connects to a server of this machine. */
  public static PlainRedis at(String uri) throws IOException {
    return new PlainRedis(URI.create(uri).getPort());
  }

  /** Sends a command without waiting for its answer, which the next call of {@link #read} gets. */
  public void send(byte[]... words) throws IOException {
    out.write(("*" + words.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
    for (byte[] word : words) {
      out.write(("$" + word.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(word);
      out.write('\r');
      out.write('\n');
    }
  }

  /**
   * The next answer: a number or a text, those of a list, or nothing for a null.
   *
   * @throws IOException when it is an error, with its text
   */
  public List<byte[]> read() throws IOException {
    out.flush();
    List<byte[]> answers = new ArrayList<>();
    read(answers);
    return answers;
  }

  private void read(List<byte[]> answers) throws IOException {
    String line = line();
    String rest = line.substring(1);
    switch (line.charAt(0)) {
      case '+', ':' -> answers.add(rest.getBytes(StandardCharsets.UTF_8));
      case '$' -> {
        byte[] text = text(Integer.parseInt(rest));
        if (text != null) {
          answers.add(text);
        }
      }
      case '*' -> {
        int elements = Integer.parseInt(rest);
        for (int i = 0; i < elements; i++) {
          read(answers);
        }
      }
      default -> throw new IOException("Redis: " + rest);
    }
  }

  private byte @Nullable [] text(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] text = in.readNBytes(length);
    if (text.length < length || in.readNBytes(2).length < 2) {
      throw new IOException("Redis ended its answer early");
    }
    return text;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int read = in.read();
    while (read != '\n' && read >= 0) {
      line.append((char) read);
      read = in.read();
    }
    if (line.isEmpty()) {
      throw new IOException("Redis ended the connection");
    }
    return line.toString().trim();
  }

  /** A command of words and its answer as texts. */
  public List<String> call(String... words) throws IOException {
    byte[][] command = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      command[i] = words[i].getBytes(StandardCharsets.UTF_8);
    }
    send(command);
    return read().stream().map(text -> new String(text, StandardCharsets.UTF_8)).toList();
  }

  /**
   * The value at a key.
   *
   * @throws IOException when there is none
   */
  public byte[] get(String key) throws IOException {
    send("GET".getBytes(StandardCharsets.US_ASCII), key.getBytes(StandardCharsets.UTF_8));
    List<byte[]> value = read();
    if (value.isEmpty()) {
      throw new IOException("Redis has no " + key);
    }
    return value.getFirst();
  }

  /** The key of what is kept of a user, as the product's stores name it. */
  public static String key(String user, String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8));
      byte[] place = Arrays.copyOf(digest, USER_BYTES);
      return "edgewise:{"
          + Base64.getUrlEncoder().withoutPadding().encodeToString(place)
          + "}:"
          + name;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java platform has SHA-256", e);
    }
  }

  /** The value of a line {@code name:value} of INFO; empty when there is no such line. */
  public String info(String section, String name) throws IOException {
    return call("INFO", section)
        .getFirst()
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
