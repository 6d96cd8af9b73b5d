/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.health;

import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Checks that the profile store answers. */
@Readiness
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
      return HealthCheckResponse.named("redis")
          .down()
          .withData("error", String.valueOf(e.getMessage()))
          .build();
    }
  }
}
