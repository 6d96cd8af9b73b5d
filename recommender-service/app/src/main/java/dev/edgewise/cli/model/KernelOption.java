/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.model;

import dev.edgewise.phi.LoadOptions;
import picocli.CommandLine.Option;

/** The option that names what computes a model. */
final class KernelOption {
  @Option(
      names = "--kernel",
      defaultValue = "",
      description = "what computes: a native kernel such as avx2, or libtorch; default: the best")
  private String kernel = "";

  @Option(names = "--writing", hidden = true)
  @SuppressWarnings("UnusedVariable") // scripts with this option keep working
  private boolean writing;

  LoadOptions options() {
    return LoadOptions.standard().withKernel(kernel);
  }
}
