/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.lab;

import dev.edgewise.cli.option.InstallFolder;
import dev.edgewise.cli.rank.OfflineRank;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./edgewise rank}. */
@Command(
    name = "rank",
    description = "Ranks one request from a file, by the code that serves; prints JSON.")
public final class RankCommand implements Callable<Integer> {
  @Option(names = "--model", description = "archive directory; default: the bundled films model")
  private Path model = InstallFolder.model("films");

  @Option(names = "--request", required = true, description = "file with profile and candidates")
  private Path request = Path.of("");

  @Option(names = "--json", description = "JSON on standard output, which is the default")
  @SuppressWarnings(
      "UnusedVariable") // there is no other form yet; scripts that say so keep working
  private boolean json;

  @Override
  public Integer call() {
    System.out.println(OfflineRank.run(model, request));
    return 0;
  }
}
