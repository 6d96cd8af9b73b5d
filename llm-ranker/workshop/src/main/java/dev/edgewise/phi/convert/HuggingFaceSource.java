/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import com.google.gson.JsonObject;
import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.archive.Rope;
import dev.edgewise.phi.archive.WeightLayout;
import dev.edgewise.phi.archive.Weights;
import dev.edgewise.phi.token.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A Hugging Face directory: config.json, one or more safetensors files, and a tokenizer. */
final class HuggingFaceSource implements ModelSource {
  private static final String INDEX = "model.safetensors.index.json";
  private static final String SINGLE = "model.safetensors";

  private final Path directory;
  private final HuggingFaceConfig config;
  private final Map<String, SafetensorsFile> shards = new HashMap<>();
  private final List<SafetensorsFile> opened = new ArrayList<>();

  HuggingFaceSource(Path directory) {
    this.directory = directory;
    this.config = HuggingFaceConfig.read(directory.resolve("config.json"));
    try {
      openShards();
      for (WeightLayout weight : WeightLayout.of(config.shape())) {
        String name = name(weight.name());
        shard(name).check(name, weight.rows(), weight.columns());
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void openShards() {
    Path index = directory.resolve(INDEX);
    if (!Files.isRegularFile(index)) {
      SafetensorsFile only = open(directory.resolve(SINGLE));
      WeightLayout.of(config.shape()).forEach(w -> shards.put(name(w.name()), only));
      return;
    }
    if (!(JsonFile.read(index).get("weight_map") instanceof JsonObject names)) {
      throw new ModelException(index + " should have an object weight_map");
    }
    Map<String, SafetensorsFile> files = new HashMap<>();
    for (String name : names.keySet()) {
      String file = JsonFile.text(names, name, index);
      shards.put(name, files.computeIfAbsent(file, _ -> open(inside(file, index))));
    }
  }

  /** The path of a file in the index, which must not lead out of the directory. */
  private Path inside(String file, Path index) {
    if (!file.equals(String.valueOf(directory.resolve(file).getFileName()))) {
      throw new ModelException(
          index + " names the file " + file + ", which should be in its directory");
    }
    return directory.resolve(file);
  }

  private SafetensorsFile open(Path file) {
    SafetensorsFile shard = new SafetensorsFile(file);
    opened.add(shard);
    return shard;
  }

  private SafetensorsFile shard(String name) {
    SafetensorsFile shard = shards.get(name);
    if (shard == null) {
      throw new ModelException(
          directory.resolve(INDEX) + " should name the file of tensor " + name);
    }
    return shard;
  }

  @Override
  public ModelCard card() {
    String name = String.valueOf(directory.toAbsolutePath().normalize().getFileName());
    return ModelCard.imported(name, config.shape(), "unknown");
  }

  @Override
  public Rope rope() {
    return config.rope();
  }

  @Override
  public Weights weights() {
    return (weight, firstRow, into) -> {
      String name = name(weight.name());
      shard(name).read(name, (long) firstRow * weight.columns(), into);
    };
  }

  @Override
  public byte[] tokenizer() {
    return HuggingFaceVocabulary.read(directory);
  }

  @Override
  public List<Path> files() {
    TreeSet<Path> all = new TreeSet<>(List.of(directory.resolve("config.json")));
    opened.forEach(file -> all.add(file.path()));
    all.addAll(HuggingFaceVocabulary.files(directory));
    return new ArrayList<>(all);
  }

  private static String name(String weight) {
    return TensorNames.HUGGING_FACE.of(weight);
  }

  @Override
  public void close() {
    opened.forEach(SafetensorsFile::close);
  }
}
