/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import java.net.URI;
import java.nio.file.Path;

/**
 * The front door: {@link #connect} for an app that asks the service, {@link #onDevice} for one
 * whose profile never leaves the device.
 */
public final class Edgewise {
  private Edgewise() {}

  /**
   * A client of the service at this address, for example {@code http://localhost:8080}; nothing is
   * sent yet.
   *
   * @throws IllegalArgumentException when the address isn't an http or https one
   */
  public static EdgewiseClient connect(URI service) {
    return new EdgewiseClient(service);
  }

  /**
   * A ranker on this device, with a local profile that begins empty. Loads the model; no network is
   * used, then or later.
   *
   * @param archive directory of a model archive
   * @throws EdgewiseException when the archive is missing or broken; names what is wrong
   */
  public static OnDeviceRanker onDevice(Path archive) {
    return OnDeviceRanker.open(archive);
  }
}
