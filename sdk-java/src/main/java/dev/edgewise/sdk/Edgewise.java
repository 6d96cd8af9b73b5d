/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import java.net.URI;
import java.nio.file.Path;

/**
 * The entry point of the SDK: {@link #connect} for an app that uses the service, {@link #onDevice}
 * for an app whose user profile never leaves the device.
 */
public final class Edgewise {
  private Edgewise() {}

  /**
   * Returns a client of the service at this address, for example {@code http://localhost:8080}.
   * Sends nothing yet.
   *
   * @throws IllegalArgumentException when the address doesn't begin with http:// or https://
   */
  public static EdgewiseClient connect(URI service) {
    return new EdgewiseClient(service);
  }

  /**
   * Loads a model and returns a ranker on this device with an empty local profile. Neither this
   * call nor the ranker uses the network.
   *
   * @param archive directory of a model archive
   * @throws EdgewiseException when the archive is missing or broken; the message names the problem
   */
  public static OnDeviceRanker onDevice(Path archive) {
    return OnDeviceRanker.open(archive);
  }
}
