/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import dev.edgewise.lab.check.finding.Finding;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.ValueScale;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two files in a folder, and their check at a fixed present. */
final class CheckedFiles {
  static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

  private final Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  CheckedFiles(Path folder) throws IOException {
    this.folder = folder;
    items(item("a", ""), item("b", ""), item("c", ""));
    events(event("u", "a", "like"), event("v", "b", "purchase"));
  }

  Path items() {
    return folder.resolve("items.jsonl");
  }

  Path events() {
    return folder.resolve("events.jsonl");
  }

  CheckedFiles items(String... lines) throws IOException {
    Files.write(items(), List.of(lines));
    return this;
  }

  CheckedFiles events(String... lines) throws IOException {
    Files.write(events(), List.of(lines));
    return this;
  }

  /** An item with further members, such as {@code ,"text":"x"}. */
  static String item(String id, String more) {
    return "{\"id\":\"%s\",\"title\":\"The title of %s\"%s}".formatted(id, id, more);
  }

  static String event(String user, String item, String type) {
    return event(user, item, type, "");
  }

  /** An event with further members, such as {@code ,"value":5}. */
  static String event(String user, String item, String type, String more) {
    return "{\"user\":\"%s\",\"item\":\"%s\",\"type\":\"%s\",\"time\":\"2026-11-0%dT00:00:00Z\"%s}"
        .formatted(user, item, type, 1 + Math.floorMod((user + item).hashCode(), 7), more);
  }

  CheckResult check() throws IOException {
    return check(null, false);
  }

  CheckResult check(@Nullable ValueScale scale, boolean evaluation) throws IOException {
    return check(items(), events(), scale, evaluation);
  }

  CheckResult check(Path items, Path events, @Nullable ValueScale scale, boolean evaluation)
      throws IOException {
    SignalWeights signals = CatalogueDescription.beside(items).signals();
    return DataCheck.run(
        new CheckOptions(items, events, scale, evaluation, signals),
        InstantSource.fixed(NOW),
        new Progress(new PrintStream(said, true, StandardCharsets.UTF_8)));
  }

  /** The findings with an id, in all sections. */
  static List<Finding> found(CheckResult result, String id) {
    return result.sections().stream()
        .flatMap(section -> section.findings().stream())
        .filter(finding -> finding.id().equals(id))
        .toList();
  }
}
