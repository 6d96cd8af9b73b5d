/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A decoder of tokens that arrive one by one. It holds back the bytes of an incomplete character.
 * The returned pieces, joined, equal {@link Tokenizer#decode} of all tokens. Not thread-safe.
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
   * The text that a token completes; may be empty.
   *
   * @throws ModelException when the id is out of range
   */
  public String accept(int id) {
    byte[] bytes = tokenizer.bytes(id);
    if (tokenizer.isSpecial(id)) {
      String text = end() + new String(bytes, StandardCharsets.UTF_8);
      pieceBegins = true;
      return text;
    }
    return text(decode(bytes, false));
  }

  /** Ends the stream: each incomplete character that was held back becomes U+FFFD. */
  public String end() {
    String rest = text(decode(new byte[0], true));
    decoder.reset();
    return rest;
  }

  private String decode(byte[] more, boolean last) {
    byte[] joined = Arrays.copyOf(held, held.length + more.length);
    System.arraycopy(more, 0, joined, held.length, more.length);
    ByteBuffer in = ByteBuffer.wrap(joined);
    CharBuffer out = CharBuffer.allocate(in.remaining() + LONGEST_CHARACTER);
    decoder.decode(in, out, last);
    if (last) {
      decoder.flush(out);
    }
    held = new byte[in.remaining()];
    in.get(held);
    ((Buffer) out).flip(); // Android 26 has no CharBuffer.flip of its own
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
