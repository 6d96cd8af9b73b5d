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
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A training's state in a file: a line that names the shape, the steps made, then every array. */
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
      write(array.toFloatArray(), out);
    }
    out.flush();
  }

  private static void write(float[] values, DataOutputStream out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
  }

  /** Sets the arrays to what the file holds, and returns the steps made. */
  static long read(Path file, PhiShape shape, List<PtNDArray> arrays) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      String head = in.readUTF();
      if (!head.equals(FORMAT + shape)) {
        throw new ModelException(file + " should begin with " + FORMAT + shape + ", not " + head);
      }
      long steps = in.readLong();
      // All of it is read before any array changes.
      List<ByteBuffer> contents = new ArrayList<>();
      for (PtNDArray array : arrays) {
        byte[] bytes = new byte[Math.toIntExact(array.getShape().size() * Float.BYTES)];
        in.readFully(bytes);
        contents.add(ByteBuffer.wrap(bytes));
      }
      for (int i = 0; i < arrays.size(); i++) {
        float[] values = new float[contents.get(i).remaining() / Float.BYTES];
        contents.get(i).asFloatBuffer().get(values);
        arrays.get(i).set(values);
      }
      return steps;
    } catch (EOFException e) {
      throw new ModelException("The checkpoint " + file + " is cut off", e);
    } catch (IOException e) {
      throw new ModelException("Can't read the checkpoint " + file + ": " + e, e);
    }
  }
}
