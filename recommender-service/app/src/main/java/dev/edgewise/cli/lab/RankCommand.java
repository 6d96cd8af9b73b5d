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
    description = "Ranks one request from a file with the code of the service, and prints JSON.")
public final class RankCommand implements Callable<Integer> {
  @Option(names = "--model", description = "archive directory; default: the bundled films model")
  private Path model = InstallFolder.model("films");

  @Option(
      names = "--request",
      required = true,
      description = "JSON file with profile and candidates")
  private Path request = Path.of("");

  @Option(names = "--json", description = "print JSON, which is the default")
  @SuppressWarnings("UnusedVariable") // scripts with this option keep working
  private boolean json;

  @Override
  public Integer call() {
    System.out.println(OfflineRank.run(model, request));
    return 0;
  }
}
