/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.token.VocabularyFile;
import dev.edgewise.phi.token.VocabularyFile.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reader of the vocabulary in a Hugging Face directory. It is in tokenizer.json, or in
 * tokenizer.model with the special tokens in added_tokens.json or tokenizer_config.json.
 */
final class HuggingFaceVocabulary {
  private static final String FAST = "tokenizer.json";
  private static final String SENTENCEPIECE = "tokenizer.model";
  private static final String ADDED = "added_tokens.json";
  private static final String CONFIG = "tokenizer_config.json";

  private HuggingFaceVocabulary() {}

  /** The existing files of the vocabulary. */
  static List<Path> files(Path directory) {
    return Stream.of(FAST, SENTENCEPIECE, ADDED, CONFIG)
        .map(directory::resolve)
        .filter(Files::isRegularFile)
        .toList();
  }

  /** The bytes of a GGUF file with the vocabulary; empty when there is no SentencePiece model. */
  static byte[] read(Path directory) {
    Path fast = directory.resolve(FAST);
    if (Files.isRegularFile(fast)) {
      return fast(fast);
    }
    Path sentencePiece = directory.resolve(SENTENCEPIECE);
    return Files.isRegularFile(sentencePiece)
        ? sentencePiece(sentencePiece, directory)
        : new byte[0];
  }

  private static byte[] fast(Path file) {
    JsonObject json = JsonFile.read(file);
    try {
      JsonObject model = json.getAsJsonObject("model");
      if (!"BPE".equals(JsonFile.text(model, "type", file))
          || !JsonFile.flag(model, "byte_fallback", false)) {
        return new byte[0]; // another kind of tokenizer, for example byte-level BPE
      }
      Map<String, Integer> ranks = ranks(model.getAsJsonArray("merges"));
      VocabularyFile vocabulary = new VocabularyFile();
      for (Map.Entry<String, JsonElement> entry : model.getAsJsonObject("vocab").entrySet()) {
        String text = entry.getKey();
        // no merge makes a piece without a rank, so its score doesn't matter
        float score = -ranks.getOrDefault(text, 0);
        vocabulary.set(entry.getValue().getAsInt(), text, score, kind(text));
      }
      for (JsonElement added : json.getAsJsonArray("added_tokens")) {
        JsonObject token = added.getAsJsonObject();
        String text = JsonFile.text(token, "content", file);
        Kind kind = JsonFile.flag(token, "special", false) ? Kind.CONTROL : Kind.USER_DEFINED;
        vocabulary.set(
            token.get("id").getAsInt(), text, 0, "<unk>".equals(text) ? Kind.UNKNOWN : kind);
      }
      return vocabulary.bytes();
    } catch (ClassCastException
        | IllegalStateException
        | NullPointerException
        | NumberFormatException
        | UnsupportedOperationException
        | JsonParseException e) {
      throw new ModelException(
          file + " should have model.vocab, model.merges and added_tokens: " + e.getMessage(), e);
    }
  }

  /** For each piece, the index of the first merge that makes it. */
  private static Map<String, Integer> ranks(JsonArray merges) {
    Map<String, Integer> ranks = new HashMap<>();
    for (int i = 0; i < merges.size(); i++) {
      JsonElement merge = merges.get(i);
      String joined =
          merge.isJsonArray()
              ? merge.getAsJsonArray().get(0).getAsString()
                  + merge.getAsJsonArray().get(1).getAsString()
              : merge.getAsString().replace(" ", "");
      ranks.putIfAbsent(joined, i);
    }
    return ranks;
  }

  private static Kind kind(String text) {
    return text.matches("<0x[0-9A-F]{2}>") ? Kind.BYTE : Kind.NORMAL;
  }

  private static byte[] sentencePiece(Path file, Path directory) {
    try {
      VocabularyFile vocabulary = new VocabularyFile();
      int id = 0;
      for (SentencePieceModel.Piece piece : SentencePieceModel.read(Files.readAllBytes(file))) {
        vocabulary.set(id++, piece.text(), piece.score(), Kind.of(piece.type()));
      }
      added(directory).forEach((added, text) -> vocabulary.set(added, text, 0, Kind.CONTROL));
      return vocabulary.bytes();
    } catch (IOException e) {
      throw new ModelException(file + " is no usable SentencePiece model: " + e.getMessage(), e);
    }
  }

  private static Map<Integer, String> added(Path directory) {
    Map<Integer, String> added = new HashMap<>();
    Path simple = directory.resolve(ADDED);
    Path config = directory.resolve(CONFIG);
    try {
      if (Files.isRegularFile(simple)) {
        JsonFile.read(simple)
            .entrySet()
            .forEach(entry -> added.put(entry.getValue().getAsInt(), entry.getKey()));
      } else if (Files.isRegularFile(config)) {
        JsonObject decoder = JsonFile.read(config).getAsJsonObject("added_tokens_decoder");
        if (decoder != null) {
          for (String id : decoder.keySet()) {
            String text = JsonFile.text(decoder.getAsJsonObject(id), "content", config);
            if (!"<unk>".equals(text)) {
              added.put(Integer.valueOf(id), text);
            }
          }
        }
      }
      return added;
    } catch (ClassCastException | IllegalStateException | NumberFormatException e) {
      throw new ModelException(directory + " has unreadable special tokens: " + e.getMessage(), e);
    }
  }
}
