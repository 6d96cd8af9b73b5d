/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import dev.edgewise.lab.evaluate.Evaluation.Slice;
import dev.edgewise.lab.evaluate.metric.Scores;
import dev.edgewise.lab.evaluate.split.TestUser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Groups of users by their number of training events. Users are indexes of the test users. */
public final class UserSlices {
  /** Users without training events. */
  static final String NEW = "new";

  /** Not a group of users: only targets without training events count. */
  static final String NEW_ITEMS = "new-items";

  private static final int SOME = 5;
  private static final int MANY = 20;

  private final List<TestUser> testUsers;
  private final Map<String, int[]> byName = new LinkedHashMap<>();

  /** The users with training events; the main figures are about them. */
  private final int[] known;

  public UserSlices(List<TestUser> testUsers) {
    this.testUsers = testUsers;
    this.known = select(learnt -> learnt > 0);
    byName.put(NEW, select(learnt -> learnt == 0));
    byName.put("1-4", select(learnt -> learnt > 0 && learnt < SOME));
    byName.put("5-19", select(learnt -> learnt >= SOME && learnt < MANY));
    byName.put("20+", select(learnt -> learnt >= MANY));
  }

  private int[] select(IntPredicate learnt) {
    return IntStream.range(0, testUsers.size())
        .filter(i -> learnt.test(testUsers.get(i).learnt()))
        .toArray();
  }

  public int[] known() {
    return known;
  }

  public int newUsers() {
    return byName.getOrDefault(NEW, new int[0]).length;
  }

  /** A ranker's means in each slice. */
  public Map<String, Slice> of(Scores scores) {
    Map<String, Slice> slices = new LinkedHashMap<>();
    byName.forEach((name, users) -> slices.put(name, new Slice(users.length, scores.means(users))));
    int withNew =
        (int) IntStream.of(known).filter(i -> !testUsers.get(i).newTargets().isEmpty()).count();
    slices.put(NEW_ITEMS, new Slice(withNew, scores.newTargetMeans(known)));
    return slices;
  }
}
