/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import dev.edgewise.phi.token.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of tensors with random access. */
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
   * Reads values of a tensor.
   *
   * @param name name of the tensor, for messages
   * @param start where the tensor's bytes begin in the file
   * @param first index of the first value in the tensor, a multiple of the block's count
   * @param into receives the values; its length is a multiple of the block's count
   */
  void read(String name, QuantisedBlocks blocks, long start, long first, float[] into) {
    long from = start + first / blocks.count() * blocks.bytes();
    int length = Math.toIntExact((long) into.length / blocks.count() * blocks.bytes());
    blocks.decode(bytes("tensor " + name, from, length), into);
  }

  /**
   * Reads bytes of the file.
   *
   * @param part name of these bytes, for messages
   */
  byte[] bytes(String part, long from, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try {
      while (bytes.hasRemaining()) {
        int read = channel.read(bytes, from + bytes.position());
        if (read < 0) {
          throw ModelException.of(
              "%s ends inside %s: it should reach to byte %d", path, part, from + length);
        }
      }
    } catch (IOException e) {
      throw new ModelException("Can't read " + part + " of " + path + ": " + e, e);
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
