/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

import java.nio.Buffer;
import java.nio.ByteBuffer;

/** Turns of byte buffers as all versions of Android have them, where they return {@link Buffer}. */
public final class Buffers {
  private Buffers() {}

  /** The buffer, ready to be read from its start to where it was written. */
  public static ByteBuffer flip(ByteBuffer bytes) {
    Buffer plain = bytes;
    plain.flip();
    return bytes;
  }

  /** The buffer, ready to be written from its start. */
  public static ByteBuffer clear(ByteBuffer bytes) {
    Buffer plain = bytes;
    plain.clear();
    return bytes;
  }
}
