/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import dev.edgewise.file.AtomicFile;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.codec.ProfileCodec;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file of a device's profile: a mark, the user, the encoded profile and the titles of its
 * items. Also reads files of the first version, which have no user after the mark.
 */
final class LocalFile {
  private static final int FIRST_VERSION = 0x45574401; // "EWD", version 1
  private static final int MARK = 0x45574402;

  private LocalFile() {}

  record Content(Profile profile, Map<String, String> titles) {}

  static void write(Path file, Content content) {
    try {
      AtomicFile.write(file, bytes -> write(content, new DataOutputStream(bytes)));
    } catch (IOException e) {
      throw new EdgewiseException("can't write " + file + ": " + e, e);
    }
  }

  private static void write(Content content, DataOutputStream out) throws IOException {
    byte[] profile = ProfileCodec.encode(content.profile());
    out.writeInt(MARK);
    out.writeUTF(content.profile().user());
    out.writeInt(profile.length);
    out.write(profile);
    out.writeInt(content.titles().size());
    for (Map.Entry<String, String> title : new TreeMap<>(content.titles()).entrySet()) {
      out.writeUTF(title.getKey());
      out.writeUTF(title.getValue());
    }
  }

  /**
   * Reads a file.
   *
   * @param user the expected user
   * @throws EdgewiseException when the file is missing, broken, or another user's
   */
  static Content read(Path file, String user) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return read(new DataInputStream(new ByteArrayInputStream(bytes)), user);
    } catch (IOException | IllegalArgumentException e) {
      throw new EdgewiseException(file + " is not a saved profile, or it is broken: " + e, e);
    }
  }

  private static Content read(DataInputStream in, String user) throws IOException {
    int mark = in.readInt();
    if (mark != MARK && mark != FIRST_VERSION) {
      throw new IOException("it doesn't begin with the mark of a saved profile");
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
