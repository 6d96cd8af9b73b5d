/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import ai.djl.pytorch.engine.PtNDArray;
import dev.edgewise.file.AtomicFile;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.token.ModelException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of a training's state: the shape, the number of steps, then the values of all arrays.
 */
final class TrainingCheckpoint {
  private static final String FORMAT = "edgewise checkpoint 1 ";

  private TrainingCheckpoint() {}

  static void write(Path file, PhiShape shape, long steps, List<PtNDArray> arrays) {
    try {
      AtomicFile.write(file, bytes -> write(shape, steps, arrays, new DataOutputStream(bytes)));
    } catch (IOException e) {
      throw new ModelException("Can't write the checkpoint " + file + ": " + e, e);
    }
  }

  private static void write(
      PhiShape shape, long steps, List<PtNDArray> arrays, DataOutputStream out) throws IOException {
    out.writeUTF(FORMAT + shape);
    out.writeLong(steps);
    for (PtNDArray array : arrays) {
      for (float value : array.toFloatArray()) {
        out.writeFloat(value);
      }
    }
    out.flush();
  }

  /** Sets the arrays to the values in a file, and returns the number of steps. */
  static long read(Path file, PhiShape shape, List<PtNDArray> arrays) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      String head = in.readUTF();
      if (!head.equals(FORMAT + shape)) {
        throw new ModelException(file + " should begin with " + FORMAT + shape + ", not " + head);
      }
      long steps = in.readLong();
      // the whole file is read before any array changes
      List<float[]> contents = new ArrayList<>();
      for (PtNDArray array : arrays) {
        float[] values = new float[Math.toIntExact(array.getShape().size())];
        for (int i = 0; i < values.length; i++) {
          values[i] = in.readFloat();
        }
        contents.add(values);
      }
      for (int i = 0; i < arrays.size(); i++) {
        arrays.get(i).set(contents.get(i));
      }
      return steps;
    } catch (EOFException e) {
      throw new ModelException("The checkpoint " + file + " is cut off", e);
    } catch (IOException e) {
      throw new ModelException("Can't read the checkpoint " + file + ": " + e, e);
    }
  }
}
