/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.recommend;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Instant;
import java.util.UUID;

/**
 * A Gatling simulation in which one new user a second arrives for 20 seconds, even when the service
 * is slow. Each user asks for a list, likes its first item, and asks for a list that has seen that.
 */
public final class ClickAndAsk extends Simulation {
  private final ChainBuilder ask =
      exec(
          http("ask")
              .get("/v1/recommendations/#{user}?limit=10")
              .check(status().is(200), jsonPath("$.items[0].id").saveAs("item")));

  private final ChainBuilder like =
      exec(session ->
              session
                  .set("event", UUID.randomUUID().toString())
                  .set("now", Instant.now().toString()))
          .exec(
              http("like")
                  .post("/v1/events")
                  .header("Content-Type", "application/json")
                  .body(
                      StringBody(
                          """
                          {"id":"#{event}","source":"bench","user":"#{user}","item":"#{item}",\
                          "type":"like","time":"#{now}"}\
                          """))
                  .check(status().is(202), jsonPath("$.token").saveAs("token")));

  private final ChainBuilder askAgain =
      exec(
          http("ask again")
              .get("/v1/recommendations/#{user}?limit=10&deadline=5s")
              .header("X-Edgewise-After", "#{token}")
              .check(
                  status().is(200),
                  header("Content-Type").exists(),
                  jsonPath("$.known").is("true")));

  private final ScenarioBuilder user =
      scenario("click and ask")
          .exec(session -> session.set("user", "load-" + UUID.randomUUID()))
          .exec(ask, like, askAgain);

  /** Sets the simulation up for the service at the system property {@code edgewise.url}. */
  public ClickAndAsk() {
    String service = System.getProperty("edgewise.url", "http://localhost:8080");
    setUp(user.injectOpen(constantUsersPerSec(1).during(20)))
        .protocols(http.baseUrl(service).acceptHeader("application/json"));
  }
}
