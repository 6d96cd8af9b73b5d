/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import dev.edgewise.file.AtomicFile;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.codec.ProfileCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A device's profile in a file: a mark, whose it is, the profile in its own form, the titles of its
 * items. Files without a user, whose profile named it itself, are read as well.
 */
final class LocalFile {
  private static final int FIRST = 0x45574401; // "EWD", version 1
  private static final int MARK = 0x45574402;

  private LocalFile() {}

  record Content(Profile profile, Map<String, String> titles) {}

  static void write(Path file, Content content) {
    try {
      byte[] bytes = bytes(content);
      AtomicFile.write(file, out -> out.write(bytes));
    } catch (IOException e) {
      throw new EdgewiseException("can't write " + file + ": " + e, EdgewiseException.NO_STATUS, e);
    }
  }

  private static byte[] bytes(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      byte[] profile = ProfileCodec.encode(content.profile());
      out.writeInt(MARK);
      out.writeUTF(content.profile().user());
      out.writeInt(profile.length);
      out.write(profile);
      Map<String, String> titles = new TreeMap<>(content.titles());
      out.writeInt(titles.size());
      for (Map.Entry<String, String> title : titles.entrySet()) {
        out.writeUTF(title.getKey());
        out.writeUTF(title.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /**
   * What a file holds.
   *
   * @param user whose profile it must be
   * @throws EdgewiseException when it is missing, broken, or another's
   */
  static Content read(Path file, String user) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
        return read(in, user);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new EdgewiseException(
          file + " is no saved profile, or a broken one: " + e, EdgewiseException.NO_STATUS, e);
    }
  }

  private static Content read(DataInputStream in, String user) throws IOException {
    int mark = in.readInt();
    if (mark != MARK && mark != FIRST) {
      throw new IOException("it doesn't begin as one");
    }
    if (mark == MARK && !in.readUTF().equals(user)) {
      throw new IOException("the profile of another user");
    }
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("cut short");
    }
    byte[] profile = new byte[length];
    in.readFully(profile);
    Map<String, String> titles = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      titles.put(in.readUTF(), in.readUTF());
    }
    if (in.available() > 0) {
      throw new IOException(in.available() + " bytes too many");
    }
    return new Content(ProfileCodec.decode(user, profile), titles);
  }
}
