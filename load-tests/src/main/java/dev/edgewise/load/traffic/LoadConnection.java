/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.traffic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An open connection with at most one request under way. One thread sends; when the answer is
 * there, another thread reads it and hands the connection back.
 */
final class LoadConnection implements AutoCloseable {
  private static final int FIRST_BYTES = 1 << 14;

  private final SocketChannel channel;
  private byte[] in = new byte[FIRST_BYTES];
  private int length;
  private volatile long due;

  LoadConnection(URI server, Selector selector) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Sends a request that was due at a time. */
  void send(byte[] request, long dueAt) throws IOException {
    due = dueAt;
    ByteBuffer bytes = ByteBuffer.wrap(request);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** When the request was due. */
  long due() {
    return due;
  }

  /** Reads what has arrived. Returns null while the answer is incomplete. */
  @Nullable AnswerKind read(AnswerFormat format) throws IOException {
    if (length == in.length) {
      in = Arrays.copyOf(in, 2 * length);
    }
    int read = channel.read(ByteBuffer.wrap(in, length, in.length - length));
    if (read < 0) {
      throw new IOException("the server closed a connection");
    }
    length += read;
    AnswerKind kind = format.answer(in, length);
    if (kind != null) {
      length = 0;
    }
    return kind;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
