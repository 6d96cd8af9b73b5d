/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import dev.edgewise.phi.archive.ArchiveInfo;
import dev.edgewise.phi.archive.ModelCard;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.Rope;
import dev.edgewise.phi.archive.WeightLayout;
import dev.edgewise.phi.archive.Weights;
import dev.edgewise.phi.token.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** An Edgewise archive of floats, to convert to another precision or from an older format. */
final class ArchiveSource implements ModelSource {
  private final Path directory;
  private final ArchiveInfo info;
  private final List<WeightLayout> layout;
  private final ZipFile zip;

  ArchiveSource(Path directory) {
    this.directory = directory;
    this.info = PhiArchive.verified(directory);
    if (info.precision() == Precision.INT8 || info.precision() == Precision.INT4) {
      throw ModelException.of(
          "%s has precision %s: import from a source of floats instead, f32 or bf16",
          directory, info.precision());
    }
    this.layout = WeightLayout.of(info.card().shape());
    try {
      this.zip = new ZipFile(PhiArchive.moduleFile(directory).toFile());
    } catch (IOException e) {
      throw new ModelException("Can't read the model of " + directory + ": " + e, e);
    }
  }

  @Override
  public ModelCard card() {
    return info.card();
  }

  @Override
  public Rope rope() {
    if (info.format() == 1) {
      return Rope.plain(info.card().shape());
    }
    int pairs = info.card().shape().rotary() / 2;
    return new Rope(vector(0, pairs), vector(1, pairs), info.ropeFactor(), info.originalContext());
  }

  private float[] vector(int number, int size) {
    float[] values = new float[size];
    read("rotary frequencies", number, QuantisedBlocks.F32, 0, values);
    return values;
  }

  @Override
  public Weights weights() {
    int first = info.format() == 1 ? 0 : 2; // later formats begin with the rotary frequencies
    return (weight, firstRow, into) -> {
      boolean floats = info.precision() == Precision.F32 || (info.format() > 1 && !weight.matrix());
      QuantisedBlocks blocks = floats ? QuantisedBlocks.F32 : QuantisedBlocks.BF16;
      int number = first + layout.indexOf(weight);
      read(weight.name(), number, blocks, (long) firstRow * weight.columns(), into);
    };
  }

  private void read(
      String name, int number, QuantisedBlocks blocks, long firstValue, float[] into) {
    ZipEntry entry = zip.getEntry("model/data/" + number);
    if (entry == null) {
      throw new ModelException(zip.getName() + " should have an entry model/data/" + number);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      in.skipNBytes(firstValue * blocks.bytes());
      byte[] bytes = in.readNBytes(into.length * blocks.bytes());
      if (bytes.length < into.length * blocks.bytes()) {
        throw new ModelException(zip.getName() + " ends inside weight " + name);
      }
      blocks.decode(bytes, into);
    } catch (IOException e) {
      throw new ModelException("Can't read weight " + name + " of " + zip.getName() + ": " + e, e);
    }
  }

  @Override
  public byte[] tokenizer() {
    try {
      Path file = PhiArchive.tokenizerFile(directory);
      return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    } catch (IOException e) {
      throw new ModelException("Can't read the tokenizer of " + directory + ": " + e, e);
    }
  }

  @Override
  public List<Path> files() {
    return Stream.of(PhiArchive.moduleFile(directory), PhiArchive.tokenizerFile(directory))
        .filter(Files::exists)
        .toList();
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new ModelException("Can't close the model of " + directory + ": " + e, e);
    }
  }
}
