/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.edgewise.phi.Reference;
import dev.edgewise.phi.token.Gguf;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.token.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the reader with Phi-3's real vocabulary. The test converts the GGUF file into the forms of
 * Hugging Face directories; the vocabulary that is read back must tokenise every vector alike.
 */
class HuggingFaceVocabularyTest {
  @TempDir static Path shared;
  @TempDir Path folder;
  private static List<Token> tokens;

  private record Token(String text, float score, int type) {}

  @BeforeAll
  static void read() {
    Path gguf = Reference.file(shared, "phi-3-vocab.gguf");
    Map<String, Object> metadata = Gguf.read(gguf).metadata();
    List<?> texts = (List<?>) metadata.get("tokenizer.ggml.tokens");
    List<?> scores = (List<?>) metadata.get("tokenizer.ggml.scores");
    List<?> types = (List<?>) metadata.get("tokenizer.ggml.token_type");
    tokens = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = new String((byte[]) texts.get(i), StandardCharsets.UTF_8);
      tokens.add(new Token(text, (Float) scores.get(i), (Integer) types.get(i)));
    }
  }

  @Test
  void tokenizerJson() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), tokenizerJson(false));
    assertEveryVector();
  }

  @Test
  void tokenizerJsonWithMergesAsArrays() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), tokenizerJson(true));
    assertEveryVector();
  }

  @Test
  void sentencePieceWithAddedTokens() throws IOException {
    Files.write(folder.resolve("tokenizer.model"), sentencePiece());
    JsonObject added = new JsonObject();
    for (int id = 32000; id < tokens.size(); id++) {
      added.addProperty(tokens.get(id).text, id);
    }
    Files.writeString(folder.resolve("added_tokens.json"), added.toString());
    assertEveryVector();
    Files.delete(folder.resolve("added_tokens.json"));
    JsonObject decoder = new JsonObject();
    for (String id : added.keySet()) {
      JsonObject token = new JsonObject();
      token.addProperty("content", id);
      decoder.add(added.get(id).getAsString(), token);
    }
    JsonObject config = new JsonObject();
    config.add("added_tokens_decoder", decoder);
    Files.writeString(folder.resolve("tokenizer_config.json"), config.toString());
    assertEveryVector();
  }

  @Test
  void anotherKindOrNoTokenizerGivesNoVocabulary() throws IOException {
    assertThat(HuggingFaceVocabulary.read(folder)).isEmpty();
    Files.writeString(folder.resolve("tokenizer.json"), "{\"model\":{\"type\":\"WordPiece\"}}");
    assertThat(HuggingFaceVocabulary.read(folder)).isEmpty();
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), "{\"model\":");
    assertRefused("tokenizer.json");
    Files.writeString(
        folder.resolve("tokenizer.json"), "{\"model\":{\"type\":\"BPE\",\"byte_fallback\":true}}");
    assertRefused("tokenizer.json", "merges");
    Files.delete(folder.resolve("tokenizer.json"));
    byte[] model = sentencePiece();
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = Arrays.copyOf(model, 1 + random.nextInt(model.length / 50));
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      Files.write(folder.resolve("tokenizer.model"), bytes);
      try {
        HuggingFaceVocabulary.read(folder);
      } catch (ModelException e) {
        assertThat(e).hasMessageMatching("(?s).*(tokenizer.model|token).*");
      }
    }
  }

  private void assertRefused(String... named) {
    assertThatThrownBy(() -> HuggingFaceVocabulary.read(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(named);
  }

  private void assertEveryVector() throws IOException {
    Path gguf = Files.write(folder.resolve("read.gguf"), HuggingFaceVocabulary.read(folder));
    Tokenizer tokenizer = Tokenizer.load(gguf);
    Tokenizer expected = Tokenizer.phi3();
    String[] texts = Reference.text("phi-3-vectors.inp").split("\n__ggml_vocab_test__\n", -1);
    for (String text : texts) {
      assertThat(tokenizer.encode(text)).as(text).isEqualTo(expected.encode(text));
    }
    String chat = "<|user|>\nHi there<|end|>\n<|assistant|>\n";
    assertThat(tokenizer.encode(chat)).isEqualTo(expected.encode(chat));
  }

  private static String tokenizerJson(boolean arrays) {
    JsonObject vocab = new JsonObject();
    JsonArray added = new JsonArray();
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < tokens.size(); id++) {
      Token token = tokens.get(id);
      if (token.type == 1 || token.type == 6) {
        vocab.addProperty(token.text, id);
        ids.putIfAbsent(token.text, id);
      } else {
        JsonObject one = new JsonObject();
        one.addProperty("id", id);
        one.addProperty("content", token.text);
        one.addProperty("special", token.type != 4);
        added.add(one);
      }
    }
    JsonObject model = new JsonObject();
    model.addProperty("type", "BPE");
    model.addProperty("byte_fallback", true);
    model.add("vocab", vocab);
    model.add("merges", merges(ids, arrays));
    JsonObject json = new JsonObject();
    json.add("model", model);
    json.add("added_tokens", added);
    return json.toString();
  }

  /** All pairs that make a piece, the best piece first, as in converted SentencePiece models. */
  private static JsonArray merges(Map<String, Integer> ids, boolean arrays) {
    JsonArray merges = new JsonArray();
    tokens.stream()
        .filter(token -> token.type == 1)
        .sorted(Comparator.comparingDouble((Token token) -> -token.score))
        .forEach(token -> {
          for (int at = 1; at < token.text.length(); at++) {
            String left = token.text.substring(0, at);
            String right = token.text.substring(at);
            if (ids.containsKey(left) && ids.containsKey(right)) {
              JsonArray pair = new JsonArray();
              pair.add(left);
              pair.add(right);
              if (arrays) {
                merges.add(pair);
              } else {
                merges.add(left + " " + right);
              }
            }
          }
        });
    return merges;
  }

  private static byte[] sentencePiece() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Token token : tokens.subList(0, 32000)) {
      byte[] text = token.text.getBytes(StandardCharsets.UTF_8);
      ByteArrayOutputStream piece = new ByteArrayOutputStream();
      piece.write(0x0a);
      varint(piece, text.length);
      piece.writeBytes(text);
      piece.write(0x15);
      piece.writeBytes(
          ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(token.score).array());
      piece.write(0x18);
      varint(piece, token.type);
      out.write(0x0a);
      varint(out, piece.size());
      out.writeBytes(piece.toByteArray());
    }
    // another field of such files: the settings of the training
    out.write(0x12);
    varint(out, 3);
    out.writeBytes(new byte[] {0x20, 1, 0});
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, int value) {
    int left = value;
    while (left > 127) {
      out.write((left & 127) | 128);
      left >>= 7;
    }
    out.write(left);
  }
}
