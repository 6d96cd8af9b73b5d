/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.cli.EdgewiseCommand;
import dev.edgewise.cli.option.CommandSettings;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.local.LocalKafka;
import dev.edgewise.ingest.local.LocalRedis;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.ingest.topic.TopicWriter;
import dev.edgewise.profile.Event;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.recommend.LoggedRanking;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.service.wiring.RankingWiring;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command with a real Kafka and Redis, and with the bundled model. */
class FitCommandIT {
  private static final Path BROKER = Path.of("..", "..", "event-ingest", "broker", "target", "lib");
  private static final String ARCHIVE = "../../llm-ranker/models/films-small";
  private static final int RANKINGS = 300;
  private static final int ITEMS = 5;

  private final PrintStream standard = System.out;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Random random = new Random(1);
  private final Instant start = Instant.now().minus(Duration.ofHours(20));

  @TempDir Path data;

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setOut(standard);
  }

  private int run(LocalKafka kafka, LocalRedis redis, String... more) {
    out.reset();
    Stream<String> words =
        Stream.of(
            "fit",
            "--archive",
            ARCHIVE,
            "--bootstrap-servers",
            kafka.bootstrapServers(),
            "--redis",
            redis.uri());
    return EdgewiseCommand.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        Stream.concat(words, Stream.of(more)).toArray(String[]::new));
  }

  private static ModelInfo model() throws IOException {
    try (RankingModel model =
        RankingWiring.model(
            CommandSettings.with(Map.of("edgewise.model.archive", ARCHIVE)), Wording.UNPREPARED)) {
      model.await();
      return model.info();
    }
  }

  private LoggedRanking ranking(int number, ModelInfo model) {
    List<LoggedRanking.Item> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      Map<String, Double> features =
          Map.of(
              "firstStage", random.nextDouble(),
              "popularity", random.nextDouble(),
              "model", random.nextGaussian(),
              "prior", random.nextGaussian());
      items.add(new LoggedRanking.Item("i" + i, i + 1, 1, "model", 0.5, i + 1, features, Map.of()));
    }
    return new LoggedRanking(
        "request-" + number,
        start.plusSeconds(number).toString(),
        "user-" + number,
        1,
        model.hash(),
        model.prompt(),
        0,
        items);
  }

  /** Makes feedback that mostly agrees with the model. */
  private List<Event> likes(LoggedRanking ranking) {
    List<Event> likes = new ArrayList<>();
    for (LoggedRanking.Item item : ranking.items()) {
      double s = item.features().getOrDefault("model", 0.0);
      if (random.nextDouble() < 1 / (1 + Math.exp(2 - 2 * s))) {
        likes.add(
            new Event(
                ranking.requestId() + item.id(),
                "test",
                ranking.user(),
                item.id(),
                "like",
                ranking.at().plusSeconds(60),
                null,
                List.of(),
                Map.of("request", ranking.requestId())));
      }
    }
    return likes;
  }

  private void write(LocalKafka kafka, ModelInfo model) throws Exception {
    KafkaSettings settings = KafkaSettings.on(kafka.bootstrapServers());
    try (TopicWriter rankings =
            new TopicWriter(settings, "edgewise.rankings", 1000, Duration.ofDays(1));
        EventPublisher publisher = new EventPublisher(settings)) {
      for (int i = 0; i < RANKINGS; i++) {
        LoggedRanking ranking = ranking(i, model);
        assertThat(rankings.offer(ranking.user(), ranking.bytes())).isTrue();
        for (Event like : likes(ranking)) {
          publisher.publish(like).get();
        }
      }
    }
  }

  @Test
  void weightsThatDoBetterBecomeAVersionAndOthersDoNot() throws Exception {
    try (LocalKafka kafka = LocalKafka.start(BROKER, data);
        LocalRedis redis = LocalRedis.start(data)) {
      assertThat(run(kafka, redis)).isEqualTo(1);
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("no topic edgewise.rankings");
      write(kafka, model());

      assertThat(run(kafka, redis, "--dry-run")).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("a dry run writes nothing");

      assertThat(run(kafka, redis, "--json")).isZero();
      JsonNode outcome = new ObjectMapper().readTree(out.toByteArray());
      assertThat(outcome.path("version").asLong()).isEqualTo(1);
      JsonNode fit = outcome.path("fit");
      assertThat(fit.path("items").asInt()).isEqualTo(RANKINGS * ITEMS);
      assertThat(fit.path("lossAfter").asDouble()).isLessThan(fit.path("lossBefore").asDouble());
      assertThat(fit.path("after").path("model").asDouble()).isBetween(1.5, 2.5);
      assertThat(outcome.path("measures").path("makers").path(0).path("shown").asInt())
          .isEqualTo(RANKINGS * ITEMS);

      String later = Instant.now().plusSeconds(60).toString();
      assertThat(run(kafka, redis, "--from", later)).isEqualTo(1);
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("too little feedback: of 0 items");
    }
  }
}
