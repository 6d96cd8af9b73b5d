/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reader of the pieces in a SentencePiece model file. The file is a protocol buffer; its repeated
 * field 1 is a piece with text (1), score (2) and type (3).
 *
 * @see <a
 *     href="https://github.com/google/sentencepiece/blob/master/src/sentencepiece_model.proto">the
 *     definition of the file</a>
 */
final class SentencePieceModel {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  record Piece(String text, float score, long type) {}

  private SentencePieceModel() {}

  /**
   * Reads all pieces.
   *
   * @throws IOException when the bytes are not such a model
   */
  static List<Piece> read(byte[] file) throws IOException {
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
      throw new IOException("it ends inside a field");
    }
    if (pieces.isEmpty()) {
      throw new IOException("it has no pieces");
    }
    return pieces;
  }

  private static Piece piece(ByteBuffer in) throws IOException {
    String text = "";
    float score = 0;
    long type = 1;
    while (in.hasRemaining()) {
      long tag = varint(in);
      if (tag == ((1 << 3) | BYTES)) {
        text = StandardCharsets.UTF_8.decode(bytes(in)).toString();
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

  private static ByteBuffer bytes(ByteBuffer in) throws IOException {
    long length = varint(in);
    if (length < 0 || length > in.remaining()) {
      throw new IOException(
          "it announces a field of " + length + " bytes, but only " + in.remaining() + " are left");
    }
    ByteBuffer bytes = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + (int) length);
    return bytes;
  }

  private static long varint(ByteBuffer in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 127) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("it has a number of more than 64 bits");
  }

  private static void skip(ByteBuffer in, long tag) throws IOException {
    switch ((int) (tag & 7)) {
      case VARINT -> varint(in);
      case FIXED64 -> in.getLong();
      case BYTES -> bytes(in);
      case FIXED32 -> in.getInt();
      default -> throw new IOException("it has a field of unknown kind " + (tag & 7));
    }
  }
}
