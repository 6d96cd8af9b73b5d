/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.option;

import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.IVersionProvider;

/** The version that was built. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "edgewise " + ConfigProvider.getConfig().getValue("quarkus.application.version", String.class)
    };
  }
}
