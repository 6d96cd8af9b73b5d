/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListRequestsTest {
  @TempDir private Path folder;

  private KnownUsers users() throws Exception {
    Path events =
        Files.writeString(
            folder.resolve("events.jsonl"),
            """
            {"user":"ann","item":"1"}
            {"user":"bob","item":"2"}
            {"user":"ann","item":"3"}
            {"user":"eve","item":"4"}
            """);
    return KnownUsers.read(events);
  }

  @Test
  void usersComeOnceWithTheirFirstItem() throws Exception {
    assertThat(users().users())
        .containsExactly(
            new KnownUsers.UserAndItem("ann", "1"),
            new KnownUsers.UserAndItem("bob", "2"),
            new KnownUsers.UserAndItem("eve", "4"));
    assertThat(users().last(1).users()).extracting(one -> one.user()).containsExactly("eve");
    assertThat(users().allBut(1).users()).extracting(one -> one.user()).contains("ann", "bob");
  }

  @Test
  void noTwoFreshRequestsAreTheSame() throws Exception {
    Supplier<byte[]> requests = ListRequests.fresh(users());
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      made.add(new String(requests.get(), US_ASCII));
    }
    assertThat(made).hasSize(100);
    assertThat(made).filteredOn(request -> request.contains("diversity")).hasSize(97);
  }

  @Test
  void repeatedRequestsTakeTurns() throws Exception {
    Supplier<byte[]> requests = ListRequests.repeated(users());
    String first = new String(requests.get(), US_ASCII);
    assertThat(first)
        .startsWith("GET /v1/recommendations/ann?limit=10&deadline=500ms HTTP/1.1\r\n");
    var _ = requests.get();
    var _ = requests.get();
    assertThat(requests.get()).asString(US_ASCII).isEqualTo(first);
  }
}
