/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the pieces of a SentencePiece model file: a protocol buffer whose field 1, repeated, is a
 * piece with text (1), score (2) and type (3).
 *
 * @see <a
 *     href="https://github.com/google/sentencepiece/blob/master/src/sentencepiece_model.proto">its
 *     definition</a>
 */
final class SentencePieceModel {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  /** A piece. */
  record Piece(String text, float score, long type) {}

  /** A file that is no such model. */
  static final class BadModel extends Exception {
    private static final long serialVersionUID = 1L;

    BadModel(String message) {
      super(message);
    }
  }

  private SentencePieceModel() {}

  static List<Piece> read(byte[] file) throws BadModel {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<Piece> pieces = new ArrayList<>();
    try {
      while (in.hasRemaining()) {
        long tag = varint(in);
        if (tag == ((1 << 3) | BYTES)) {
          pieces.add(piece(bytes(in)));
        } else {
          skip(in, tag);
        }
      }
    } catch (BufferUnderflowException e) {
      throw new BadModel("it ends inside a field");
    }
    if (pieces.isEmpty()) {
      throw new BadModel("it has no pieces");
    }
    return pieces;
  }

  private static Piece piece(ByteBuffer in) throws BadModel {
    String text = "";
    float score = 0;
    long type = 1;
    while (in.hasRemaining()) {
      long tag = varint(in);
      if (tag == ((1 << 3) | BYTES)) {
        ByteBuffer bytes = bytes(in);
        byte[] all = new byte[bytes.remaining()];
        bytes.get(all);
        text = new String(all, StandardCharsets.UTF_8);
      } else if (tag == ((2 << 3) | FIXED32)) {
        score = in.getFloat();
      } else if (tag == ((3 << 3) | VARINT)) {
        type = varint(in);
      } else {
        skip(in, tag);
      }
    }
    return new Piece(text, score, type);
  }

  private static ByteBuffer bytes(ByteBuffer in) throws BadModel {
    long length = varint(in);
    if (length < 0 || length > in.remaining()) {
      throw new BadModel(
          "a field of " + length + " bytes, but only " + in.remaining() + " are left");
    }
    byte[] bytes = new byte[(int) length];
    in.get(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long varint(ByteBuffer in) throws BadModel {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 127) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new BadModel("a number of more than 64 bits");
  }

  private static void skip(ByteBuffer in, long tag) throws BadModel {
    switch ((int) (tag & 7)) {
      case VARINT -> varint(in);
      case FIXED64 -> in.getLong();
      case BYTES -> bytes(in);
      case FIXED32 -> in.getInt();
      default -> throw new BadModel("a field of unknown kind " + (tag & 7));
    }
  }
}
