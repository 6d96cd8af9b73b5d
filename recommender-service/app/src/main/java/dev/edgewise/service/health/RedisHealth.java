/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.health;

import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Checks that the profile store answers. */
@Wellness
@ApplicationScoped
class RedisHealth implements HealthCheck {
  private final ProfileStore store;

  RedisHealth(ProfileStore store) {
    this.store = store;
  }

  @Override
  public HealthCheckResponse call() {
    try {
      store.check();
      return HealthCheckResponse.up("redis");
    } catch (ProfileStoreException e) {
      return HealthCheckResponse.down("redis");
    }
  }
}
