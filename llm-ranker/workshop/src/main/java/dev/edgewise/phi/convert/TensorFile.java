/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import dev.edgewise.phi.token.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that tensors are read from, any stretch of it at a time. */
final class TensorFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final long size;

  TensorFile(Path path) {
    this.path = path;
    try {
      this.channel = FileChannel.open(path, StandardOpenOption.READ);
      this.size = channel.size();
    } catch (IOException e) {
      throw new ModelException("Can't read " + path + ": " + e, e);
    }
  }

  Path path() {
    return path;
  }

  long size() {
    return size;
  }

  /**
   * Reads some rows of a tensor.
   *
   * @param name of the tensor, for messages
   * @param start where its bytes begin
   * @param first value, counted from its start, a multiple of a block
   * @param into filled
   */
  void read(String name, QuantisedBlocks blocks, long start, long first, float[] into) {
    long from = start + first / blocks.count() * blocks.bytes();
    int length = Math.toIntExact((long) into.length / blocks.count() * blocks.bytes());
    blocks.decode(bytes("tensor " + name, from, length), into);
  }

  /**
   * Reads a stretch of the file.
   *
   * @param what it is, for messages
   */
  byte[] bytes(String what, long from, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try {
      while (bytes.hasRemaining()) {
        int read = channel.read(bytes, from + bytes.position());
        if (read < 0) {
          throw new ModelException(
              path + " ends inside " + what + ": it should reach to byte " + (from + length));
        }
      }
    } catch (IOException e) {
      throw new ModelException("Can't read " + what + " of " + path + ": " + e, e);
    }
    return bytes.array();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new ModelException("Can't close " + path + ": " + e, e);
    }
  }
}
