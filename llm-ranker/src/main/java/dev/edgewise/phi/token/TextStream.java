/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns tokens into text one by one, holding back bytes that are only the beginning of a character.
 * All that it returns, put together, is what {@link Tokenizer#decode} gives for all tokens. Not
 * thread-safe.
 */
public final class TextStream {
  private static final String SPACE = "\u2581";
  private static final int LONGEST_CHARACTER = 4;

  private final Tokenizer tokenizer;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] held = new byte[0];
  private boolean pieceBegins = true;

  public TextStream(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * The text that a token completes, which may be none.
   *
   * @throws ModelException when the id is out of range
   */
  public String accept(int id) {
    byte[] bytes = tokenizer.bytes(id);
    if (tokenizer.isSpecial(id)) {
      String all = end() + new String(bytes, StandardCharsets.UTF_8);
      pieceBegins = true;
      return all;
    }
    return text(decode(bytes, false));
  }

  /** What is still held back: bytes that are no character. */
  public String end() {
    String rest = text(decode(new byte[0], true));
    decoder.reset();
    return rest;
  }

  private String decode(byte[] more, boolean last) {
    ByteBuffer in = ByteBuffer.allocate(held.length + more.length);
    in.put(held).put(more);
    Buffers.flip(in);
    CharBuffer out = CharBuffer.allocate(in.remaining() + LONGEST_CHARACTER);
    decoder.decode(in, out, last);
    if (last) {
      decoder.flush(out);
    }
    held = new byte[in.remaining()];
    in.get(held);
    Buffer plain = out;
    plain.flip();
    return out.toString();
  }

  private String text(String decoded) {
    String text = decoded.replace(SPACE, " ");
    if (text.isEmpty() || !pieceBegins) {
      return text;
    }
    pieceBegins = false;
    return text.startsWith(" ") ? text.substring(1) : text;
  }
}
