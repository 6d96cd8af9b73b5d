/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The users of a file of past events, in the order in which they come, each with the first of their
 * items.
 */
public record KnownUsers(List<UserAndItem> users) {

  /** A user and an item of theirs. */
  record UserAndItem(String user, String item) {}

  public KnownUsers {
    users = List.copyOf(users);
  }

  /** Reads JSON Lines, plain or gzip. */
  public static KnownUsers read(Path events) throws IOException {
    Map<String, String> items = new LinkedHashMap<>();
    try (InputStream file = Files.newInputStream(events);
        InputStream plain =
            events.toString().endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonObject event = JsonParser.parseString(line).getAsJsonObject();
        items.putIfAbsent(event.get("user").getAsString(), event.get("item").getAsString());
      }
    }
    List<UserAndItem> users = new ArrayList<>();
    items.forEach((user, item) -> users.add(new UserAndItem(user, item)));
    return new KnownUsers(users);
  }

  /** The last users, whose lists are to be stored. */
  KnownUsers last(int count) {
    return new KnownUsers(users.subList(users.size() - count, users.size()));
  }

  /** All but the last users. */
  KnownUsers allBut(int count) {
    return new KnownUsers(users.subList(0, users.size() - count));
  }
}
