/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.lab.evaluate.data.Dataset;
import dev.edgewise.lab.evaluate.split.SplitPlan;
import dev.edgewise.lab.evaluate.split.Temporal;
import dev.edgewise.lab.evaluate.split.TestUser;
import dev.edgewise.lab.evaluate.split.TrainedState;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.ReasonWriter;
import dev.edgewise.recommend.RankingStep;
import dev.edgewise.recommend.Shortlist;
import dev.edgewise.recommend.Timings;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.ListContext;
import dev.edgewise.recommend.processor.Processor;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reasons as the service gives them, with what it knows of the user and the item, for somebody to
 * read and rate. Users are drawn by chance; the first one is unknown.
 *
 * @param liked titles that the user liked, the latest first, as many as reasons may name
 * @param bought titles that the user bought likewise
 * @param disliked titles that the user disliked likewise
 * @param title of the recommended item
 * @param about its categories and attributes
 */
public record ReasonSample(
    List<String> liked,
    List<String> bought,
    List<String> disliked,
    String title,
    List<String> about,
    String reason,
    List<String> cites) {
  private static final int EACH = 5;
  private static final int SHOWN = 10;

  /** Leaves the order to the learned ranker. */
  private static final RankingStep IN_ORDER =
      new RankingStep() {
        @Override
        public Ranked rank(RankingRequest request) {
          List<Ranking.Entry> entries = Ranking.Entry.inPlace(request.candidates());
          return new Ranked(new Ranking(entries, Ranking.Tokens.NONE), null);
        }

        @Override
        public boolean usesModel() {
          return false;
        }
      };

  private static final Duration NO_LIMIT = Duration.ofHours(1);

  /**
   * Draws a sample of reasons, the first five of each list.
   *
   * @param count how many reasons, from 1
   * @param language of the reasons
   * @param query what the users search for, or empty
   * @param writers makes the writer of reasons for the words of the catalogue
   * @throws IOException when a file can't be read
   * @throws BadEventException when a line of the events is not a valid event
   */
  public static List<ReasonSample> draw(
      EvaluationOptions options,
      int count,
      String language,
      String query,
      Function<Wording, ReasonWriter> writers,
      PrintStream log)
      throws IOException, BadEventException {
    Progress progress = new Progress(log);
    Dataset data =
        Dataset.read(
            options.items(),
            options.events(),
            options.core(),
            options.scale(),
            note -> progress.note("%s", note));
    SplitPlan plan = Temporal.plan(data, options.from());
    Candidates candidates = new Candidates(data.catalogue(), data.signals()::of, options.without());
    TrainedState trained = new TrainedState(data, plan, candidates, progress);
    trained.learn();
    trained.fit();
    Shortlist shortlist =
        Shortlist.of(
            data.catalogue(), candidates, options.list(), InstantSource.fixed(plan.present()));
    List<Profile> users = new ArrayList<>();
    trained.testUsers(0, options.seed()).stream()
        .map(TestUser::profile)
        .filter(profile -> !profile.standings().isEmpty())
        .forEach(users::add);
    Collections.shuffle(users, new Random(options.seed()));
    users.addFirst(Profile.empty("somebody"));
    ReasonWriter reasons = writers.apply(data.catalogue().description().wording());
    List<ReasonSample> samples = new ArrayList<>();
    for (Profile profile : users) {
      if (samples.size() < count) {
        UserContext user =
            UserContext.of(profile, data.catalogue().titlesIn(language))
                .asking(language, query.isEmpty() ? null : query);
        ListContext context =
            new ListContext(
                profile, user, candidates.wish(user), LearnedRanker.DEFAULT, Deadline.in(NO_LIMIT));
        List<ReasonSample> own = of(user, list(shortlist, context), reasons);
        samples.addAll(
            own.subList(0, Math.min(own.size(), Math.min(EACH, count - samples.size()))));
      }
    }
    return samples;
  }

  private static List<Candidate> list(Shortlist shortlist, ListContext context) {
    Shortlist.ListRequest request = new Shortlist.ListRequest(context, null, null, SHOWN, true);
    return shortlist
        .list(request, IN_ORDER, Processor.CALLER, new Timings.Watch())
        .entries()
        .stream()
        .limit(SHOWN)
        .map(Ranking.Entry::candidate)
        .toList();
  }

  private static List<ReasonSample> of(
      UserContext user, List<Candidate> list, ReasonWriter writer) {
    List<Reason> reasons = writer.explain(user, list, Deadline.in(NO_LIMIT));
    List<ReasonSample> samples = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Candidate item = list.get(i);
      List<String> about =
          item.facts().stream()
              .filter(fact -> fact.kind() == Fact.Kind.IS || fact.kind() == Fact.Kind.HAS)
              .map(Fact::text)
              .toList();
      samples.add(
          new ReasonSample(
              titles(user, past -> past.weight() > 0 && !user.bought().contains(past.id())),
              titles(user, past -> past.weight() > 0 && user.bought().contains(past.id())),
              titles(user, past -> past.weight() < 0),
              item.title(),
              about,
              reasons.get(i).text(),
              reasons.get(i).cites()));
    }
    return samples;
  }

  /** The titles of some of the latest items, the latest first. */
  private static List<String> titles(UserContext user, Predicate<PastItem> some) {
    return user.history().reversed().stream().filter(some).map(PastItem::title).toList();
  }

  /** Samples as text to read, each profile once. */
  public static String text(List<ReasonSample> samples) {
    StringBuilder text = new StringBuilder();
    String before = "";
    for (ReasonSample sample : samples) {
      String profile = sample.profile();
      text.append(profile.equals(before) ? "" : profile);
      before = profile;
      String about = String.join(", ", sample.about);
      text.append("  %s (%s)%n    %s%n".formatted(sample.title, about, sample.reason));
    }
    return text.toString();
  }

  private String profile() {
    List<String> did = new ArrayList<>();
    did.add(said("liked", liked));
    did.add(said("bought", bought));
    did.removeIf(String::isEmpty);
    if (did.isEmpty()) {
      did.add("liked nothing yet");
    }
    did.add(said("disliked", disliked));
    did.removeIf(String::isEmpty);
    return "%nSomebody who %s%n".formatted(String.join("; ", did));
  }

  private static String said(String verb, List<String> titles) {
    return titles.isEmpty() ? "" : verb + " " + String.join("; ", titles);
  }
}
