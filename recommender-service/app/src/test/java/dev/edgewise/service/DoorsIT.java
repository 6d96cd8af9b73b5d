/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What isn't understood is refused at the doors of HTTP, and pages of others stay outside. */
@ExtendWith(SharedDemo.class)
class DoorsIT {
  private static final String MATRIX = "0133093";

  private static final String JSON = "Content-Type: application/json";
  private static final String SESSIONS = "v1/recommendations";
  private static final String SESSION = "{\"events\":[{\"item\":\"" + MATRIX + "\"}]}";

  private static RunningDemo demo;

  @BeforeAll
  static void connect(RunningDemo running) {
    demo = running;
  }

  /** An answer as it came. */
  private record Raw(int status, String head, String body) {}

  /** A request as it is sent, since clients correct paths and leave out some headers. */
  private static Raw raw(String method, String path, String body, String... headers)
      throws IOException {
    return raw(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  private static Raw raw(String method, String path, byte[] body, String... headers)
      throws IOException {
    URI at = URI.create(demo.url());
    try (Socket socket = new Socket(at.getHost(), at.getPort())) {
      StringBuilder request = new StringBuilder(method + " /" + path + " HTTP/1.1\r\n");
      boolean named = Stream.of(headers).anyMatch(header -> header.startsWith("Host:"));
      request.append(named ? "" : "Host: localhost\r\n").append("Connection: close\r\n");
      List.of(headers).forEach(header -> request.append(header).append("\r\n"));
      request.append(body.length > 0 ? "Content-Length: " + body.length + "\r\n" : "");
      OutputStream out = socket.getOutputStream();
      out.write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
      out.write(body);
      out.flush();
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int end = all.indexOf("\r\n\r\n");
      return new Raw(
          Integer.parseInt(all.substring(9, 12)), all.substring(0, end), all.substring(end + 4));
    }
  }

  private static String event(String more) {
    return "{\"id\":\"d-%d\",\"user\":\"doors\",\"item\":\"%s\",\"time\":\"%s\",%s}"
        .formatted(System.nanoTime(), MATRIX, Instant.now(), more);
  }

  private static DynamicTest refused(
      int status, String says, String method, String path, String body, String... headers) {
    String[] all = headers;
    if (headers.length == 0 && !body.isEmpty()) {
      all = new String[] {"Content-Type: application/json"};
    }
    String[] sent = all;
    return DynamicTest.dynamicTest(
        method + " " + path + " " + String.join(" ", headers) + " " + says,
        () -> {
          Raw answer = raw(method, path, body, sent);
          assertThat(answer.status).as("%s", answer).isEqualTo(status);
          assertThat(answer.body).contains(says);
        });
  }

  @TestFactory
  Stream<DynamicTest> unknownNamesAreRefusedWithTheNearestKnownOne() {
    return Stream.of(
        refused(400, "did you mean limit?", "GET", "v1/recommendations/d?limt=3", ""),
        refused(400, "more than once", "GET", "v1/recommendations/d?limit=3&limit=4", ""),
        refused(
            400,
            "a name occurs twice",
            "POST",
            "v1/events",
            event("\"type\":\"view\",\"user\":\"other\"")),
        refused(400, "did you mean deadline?", "GET", "v1/recommendations/d?dead_line=1s", ""),
        refused(400, "known are", "GET", "v1/recommendations/d?category=Horror", ""),
        refused(400, "did you mean follow?", "GET", "v1/recommendations/d/stream?folow=true", ""),
        refused(400, "'n'", "GET", "v1/recommendations/d?n=3", ""),
        refused(400, "no parameter 'offset'", "POST", "v1/recommendations?offset=3", SESSION),
        refused(400, "no parameter 'request'", "POST", "v1/recommendations?request=3", SESSION),
        refused(400, "did you mean personal?", "POST", "v1/recommendations?persnal=1", SESSION),
        refused(400, "did you mean limit?", "GET", "v1/items?limits=3", ""),
        refused(400, "at most 1000", "GET", "v1/items?q=" + "x".repeat(1001), ""),
        refused(400, "language tag", "GET", "v1/users/d/profile?lang=e", ""),
        refused(400, "known are lang", "GET", "v1/users/d/profile?full=true", ""),
        refused(400, "nothing is", "POST", "v1/events?dry=1", event("\"type\":\"view\"")),
        refused(
            400,
            "did you mean hidden?",
            "PUT",
            "v1/items/d",
            "{\"title\":\"D\",\"isHidden\":true}"),
        refused(400, "did you mean title?", "PUT", "v1/items/d", "{\"titel\":\"D\"}"),
        refused(
            400,
            "did you mean value?",
            "POST",
            "v1/events",
            event("\"type\":\"view\",\"vlaue\":3")),
        refused(
            400,
            "did you mean context?",
            "POST",
            "v1/feedback",
            "{\"requestId\":\"6c1f0a52-6a53-4a0c-8f3f-0c1a5d1d1d1d\",\"user\":\"d\",\"item\":\"%s\","
                    .formatted(MATRIX)
                + "\"type\":\"view\",\"contxt\":{}}"));
  }

  /** One wrong event refuses the whole session, and its index is named. */
  @TestFactory
  Stream<DynamicTest> eventsOfASessionThatAreNotUnderstoodAreRefused() {
    return Stream.of(
        session("events[1].item: the catalogue has no item 'nope'", "{'item':'nope'}"),
        session("events[1].item: missing", "{'type':'like'}"),
        session("events[1].type: 'lke' is not known here", "{'item':'I','type':'lke'}"),
        session("events[1].type: must not begin with", "{'item':'I','type':'edgewise.erase'}"),
        session("events[1].value", "{'item':'I','type':'rate','value':99}"),
        session("events[1].value: must be a finite number", "{'item':'I','value':'9'}"),
        session("events[1].time: must be an RFC 3339 time", "{'item':'I','time':'now'}"),
        session("in the future", "{'item':'I','time':'2999-01-01T00:00:00Z'}"),
        session("events[1].vlaue: is not known here; did you mean value?", "{'vlaue':1}"),
        session("events[1].user: is not known here", "{'item':'I','user':'ann'}"),
        session(
            "events[1].context.devise: did you mean device?",
            "{'item':'I','context':{'devise':'x'}}"),
        session("events[1]: must be a JSON object", "7"),
        session("events: must be an array of at most 100 entries", "7" + ",7".repeat(99)),
        session("events: missing; must be an array", null),
        refused(
            400,
            "user: is not known here",
            "POST",
            SESSIONS,
            SESSION.replace("{\"ev", "{\"user\":\"a\",\"ev")),
        refused(400, "must be a JSON object", "POST", SESSIONS, "[]"),
        refused(400, "is not JSON", "POST", SESSIONS, "{"),
        refused(400, "is empty", "POST", SESSIONS, "", "Content-Type: application/json"),
        refused(413, "at most 1048576 bytes", "POST", SESSIONS, SESSION + " ".repeat(1 << 20)),
        refused(415, "Content-Type", "POST", SESSIONS, SESSION, "Accept: */*"),
        refused(403, "Origin", "POST", SESSIONS, SESSION, JSON, "Origin: http://evil.example"),
        refused(405, "", "DELETE", SESSIONS, ""));
  }

  private static DynamicTest session(String says, @Nullable String second) {
    String events =
        second == null
            ? "null"
            : "[{\"item\":\"" + MATRIX + "\"}," + second.replace('\'', '"') + "]";
    return refused(
        400,
        says,
        "POST",
        SESSIONS,
        "{\"events\":" + events.replace("\"I\"", "\"" + MATRIX + "\"") + "}");
  }

  @Test
  void whatAnAnswerCannotGiveIsNoted() throws Exception {
    JsonNode asked =
        demo.json("v1/recommendations/d?limit=2&lang=de&rewrite=true&tone=playful&deadline=5s");
    assertThat(asked.path("notes").findValuesAsText("code"))
        .containsExactly("language", "rewrite", "style");
    assertThat(asked.path("notes").get(0).path("message").asText())
        .isEqualTo("there are no texts in de; they are in English");
    assertThat(demo.json("v1/recommendations/d?limit=2&lang=ko-KR").has("notes")).isFalse();
    assertThat(demo.get("v1/recommendations/d/stream?limit=2&lang=de").body())
        .contains("there are no texts in de");
  }

  @TestFactory
  Stream<DynamicTest> itemsThatAListCannotStartFromAreRefused() {
    String path = "v1/recommendations/d?limit=2&item=";
    return Stream.of(
        refused(400, "no item 'nope'", "GET", path + "nope&placement=because-you-liked", ""),
        refused(400, "no item 'nope'", "GET", path + "nope&placement=similar", ""),
        refused(400, "no item 'nope'", "GET", path + MATRIX + ",nope&placement=cart", ""),
        refused(400, "an empty id", "GET", path + MATRIX + ",&placement=cart", ""),
        refused(400, "such as similar, cart or because-you-liked", "GET", path + MATRIX, ""),
        refused(400, "1 to 20 ids", "GET", "v1/recommendations/d?placement=cart", ""),
        refused(400, "at most 20 ids", "GET", cart(21), ""),
        refused(404, "no item 'nope'", "GET", "v1/items/nope/similar", ""),
        refused(400, "limit must be", "GET", "v1/items/" + MATRIX + "/similar?limit=0", ""),
        refused(400, "no parameter 'most'", "GET", "v1/items/" + MATRIX + "/similar?most=3", ""));
  }

  private static String cart(int items) {
    return "v1/recommendations/d?placement=cart&item="
        + String.join(",", Collections.nCopies(items, MATRIX));
  }

  @Test
  void aCartOfTwentyItemsIsTaken() throws Exception {
    assertThat(demo.get(cart(20)).statusCode()).isEqualTo(200);
  }

  @TestFactory
  Stream<DynamicTest> whatNoPathCanNameIsRefused() {
    return Stream.of(
        refused(400, "'.' or '..'", "GET", "v1/users/%2e%2e/profile", ""),
        refused(400, "'.' or '..'", "GET", "v1/users/../profile", ""),
        refused(400, "'.' or '..'", "DELETE", "v1/users/%2E", ""),
        refused(400, "must be UTF-8", "GET", "v1/users/bad%zz/profile", ""),
        refused(400, "must be UTF-8", "GET", "v1/users/%C0%AF/profile", ""),
        refused(400, "must be UTF-8", "GET", "v1/users/a%/profile", ""),
        refused(400, "must be UTF-8", "GET", "v1/users/a|b/profile", ""),
        refused(400, "must be UTF-8", "GET", "v1/users/\u00e9/profile", ""),
        refused(400, "written %3B", "GET", "v1/items;a=b", ""),
        refused(400, "written %3B", "POST", "v1/rerank;a", "{}"),
        refused(400, "must be UTF-8", "GET", "v1/users/%ED%A0%80/profile", ""),
        refused(
            400,
            "user: must not be '.' or '..'",
            "POST",
            "v1/events",
            event("\"type\":\"view\"").replace("\"doors\"", "\"..\"")),
        refused(400, "id: must not be", "POST", "v1/items", "{\"id\":\"..\",\"title\":\"D\"}"),
        refused(
            400,
            "user",
            "POST",
            "v1/rerank",
            "{\"query\":\"q\",\"documents\":[\"a\"],\"user\":\"..\"}"));
  }

  @Test
  void anOrdinaryPathWithEscapesIsRead() throws Exception {
    assertThat(raw("GET", "v1/users/%EC%98%81%ED%99%94%20a.b/profile", "").body).contains("영화 a.b");
  }

  @TestFactory
  Stream<DynamicTest> queriesThatAreNotUtf8AreRefused() {
    return Stream.of("q=%FF", "q=%zz", "q=%", "q=%C0%AF", "q=\u00e9", "%FF=1", "q=a|b")
        .map(query -> refused(400, "the query must be UTF-8", "GET", "v1/items?" + query, ""));
  }

  @TestFactory
  Stream<DynamicTest> parametersWithoutAValueAreRefused() {
    return Stream.of("limit=", "limit", "deadline=", "personal=", "item=", "request=", "explain")
        .map(query -> refused(400, "has no value", "GET", "v1/recommendations/d?" + query, ""));
  }

  @Test
  void anEmptySearchAndALeadingZeroAreTaken() throws Exception {
    assertThat(raw("GET", "v1/items?q=&limit=05", "").status).isEqualTo(200);
    assertThat(raw("GET", "v1/items?q=a+b%20%EC%98%81[c]&limit=1", "").status).isEqualTo(200);
  }

  /** Erasing {@code victim;x} erased {@code victim}. */
  @Test
  void aSemicolonIsPartOfAnIdOnlyWhenItIsEscaped() throws Exception {
    String json = "Content-Type: application/json";
    assertThat(raw("PUT", "v1/items/semi%3Bcolon", "{\"title\":\"S\"}", json).body)
        .contains("\"id\":\"semi;colon\"");
    String likes = "{\"language\":\"en\",\"likes\":[\"tea\"],\"dislikes\":[]}";
    Raw stated = raw("PATCH", "v1/users/semi/preferences", likes, json);
    assertThat(stated.status).as("%s", stated).isEqualTo(200);
    Raw plain = raw("DELETE", "v1/users/semi;x", "");
    assertThat(plain.status).as("%s", plain).isEqualTo(400);
    assertThat(plain.body).contains("a semicolon in the path must be written %3B");
    assertThat(raw("DELETE", "v1/users/semi%3Bx", "").body).contains("\"user\":\"semi;x\"");
    assertThat(demo.get("v1/users/semi/profile").body()).contains("tea");
  }

  @TestFactory
  Stream<DynamicTest> bodiesThatNobodyReadsAreRefused() {
    String json = "Content-Type: application/json";
    return Stream.of(
        refused(400, "takes no body", "DELETE", "v1/users/d", "{\"dryRun\":true}", json),
        refused(400, "takes no body", "DELETE", "v1/users/d", "{}", "Accept: */*"),
        refused(400, "takes no body", "POST", "v1/users/d/reset", "{\"keep\":\"likes\"}", json),
        refused(400, "takes no body", "GET", "v1/items", "{}", json),
        refused(400, "takes no body", "GET", "v1/recommendations/d/stream", "{}", json),
        refused(200, "items", "GET", "v1/items", "", "Content-Length: 0"),
        refused(200, "done", "POST", "v1/users/d/reset", "", "Content-Length: 0"));
  }

  @TestFactory
  Stream<DynamicTest> headersThatCanBeReadInTwoWaysAreRefused() {
    String json = "Content-Type: application/json";
    String view = event("\"type\":\"view\"");
    String after = "X-Edgewise-After: ";
    return Stream.of(
        refused(400, "content-type once", "POST", "v1/events", view, json, "Content-Type: a/b"),
        refused(
            400,
            "authorization once",
            "GET",
            "v1/items",
            "",
            "Authorization: a",
            "Authorization: b"),
        refused(400, "x-edgewise-after once", "GET", "v1/items", "", after + "a", after + "b"),
        refused(400, "ce-id once", "POST", "v1/events", view, json, "ce-id: 1", "CE-Id: 2"),
        refused(400, "host once", "GET", "v1/items", "", "Host: localhost", "Host: evil.test"),
        refused(417, "100-continue", "GET", "v1/items", "", "Expect: junk"),
        refused(
            417, "100-continue", "POST", "v1/events", view, json, "Expect: 100-continue, junk"));
  }

  @TestFactory
  Stream<DynamicTest> contentTypesThatAreNotUnderstoodAreRefused() {
    String view = event("\"type\":\"view\"");
    return Stream.concat(
        Stream.of("", " ", "/", "json", "*/*", "application/*", ";charset=utf-8")
            .flatMap(type ->
                Stream.of("v1/events", "v1/rerank", "v1/items", SESSIONS)
                    .map(path ->
                        refused(
                            415,
                            "Content-Type must be a media type such as application/json",
                            "POST",
                            path,
                            view,
                            "Content-Type:" + type))),
        Stream.of("iso-8859-1", "bogus", "\"utf-16\"", "")
            .map(charset ->
                refused(
                    415,
                    "the charset of a body must be UTF-8",
                    "POST",
                    "v1/events",
                    view,
                    "Content-Type: application/json; charset=" + charset)));
  }

  @TestFactory
  Stream<DynamicTest> utf8MayBeNamedInAnyWay() {
    return Stream.of("utf-8", "UTF-8", "\"Utf-8\"", "utf8")
        .map(charset ->
            refused(
                202,
                "accepted",
                "POST",
                "v1/events",
                event("\"type\":\"view\""),
                "Content-Type: application/json;charset=" + charset));
  }

  @TestFactory
  Stream<DynamicTest> pagesOfOthersStayOutside() {
    String json = "Content-Type: application/json";
    String view = event("\"type\":\"view\"");
    return Stream.of(
        refused(415, "Content-Type", "POST", "v1/events", view, "Accept: */*"),
        refused(415, "Content-Type", "POST", "v1/rerank", "{}", "Accept: */*"),
        refused(403, "Origin", "POST", "v1/events", view, json, "Origin: http://evil.example"),
        refused(403, "Origin", "POST", "v1/events", view, json, "Origin: null"),
        refused(403, "Origin", "GET", "v1/items", "", "Origin: http://localhost:1"),
        refused(403, "another site", "GET", "v1/items", "", "Sec-Fetch-Site: cross-site"),
        refused(403, "Host", "GET", "v1/items", "", "Host: evil.example"),
        refused(403, "Host", "GET", "", "", "Host: evil.example:8080"),
        refused(403, "Host", "GET", "q/metrics", "", "Host: localhost.evil.example"));
  }

  @Test
  void ownPagesLinksAndProbesComeIn() throws Exception {
    String host = URI.create(demo.url()).getAuthority();
    assertThat(raw("GET", "v1/items", "", "Host: " + host, "Origin: http://" + host).status)
        .isEqualTo(200);
    assertThat(raw("GET", "v1/items", "", "Host: LocalHost:99").status).isEqualTo(200);
    assertThat(raw("GET", "v1/items", "", "Host: [::1]:8080").status).isEqualTo(200);
    assertThat(raw("GET", "q/health/live", "", "Host: 10.0.0.7:8080").status).isEqualTo(200);
    assertThat(raw("GET", "", "", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate").status)
        .isEqualTo(200);
  }

  @Test
  void textsThatAreNotJsonAreExplainedInPlainWords() throws Exception {
    for (String body :
        List.of(
            "\0\0\0{}",
            "{",
            "nan",
            "{\"a\":NaN}",
            "[1,]",
            "{}x",
            "{\"a\":1,\"a\":2}",
            "[".repeat(5000))) {
      Raw answer = raw("POST", "v1/events", body, "Content-Type: application/json");
      assertThat(answer.status).as("%s", answer).isEqualTo(400);
      assertThat(answer.body)
          .doesNotContainIgnoringCase(
              "token", "jackson", "JsonRead", "StreamRead", "Object entry", "UTF-32");
    }
  }

  @Test
  void itemsOfWhichNoneIsTakenAreRefused() throws Exception {
    Raw answer =
        raw("POST", "v1/items", "[{\"id\":\"x\"},{\"title\":1}]", "Content-Type: application/json");
    assertThat(answer.status).isEqualTo(400);
    assertThat(answer.body).contains("\"accepted\":0", "title: missing");
  }

  @Test
  void headMakesNoListAndAWrongMethodIsNamed() throws Exception {
    long before = made();
    assertThat(raw("HEAD", "v1/recommendations/head?limit=3", "").status).isEqualTo(200);
    assertThat(raw("HEAD", "v1/recommendations/head/stream", "").status).isEqualTo(200);
    assertThat(raw("POST", "v1/recommendations/head", "").status).isEqualTo(405);
    assertThat(raw("DELETE", "v1/items", "").status).isEqualTo(405);
    assertThat(made()).isEqualTo(before);
  }

  private static long made() throws Exception {
    return demo.get("q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("edgewise_answers_total"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void aStreamThatIsDoneIsNotMadeAgain() throws Exception {
    String first = demo.get("v1/recommendations/streamer/stream?limit=3").body();
    String id =
        first.lines().filter(line -> line.startsWith("id:")).findFirst().orElseThrow().substring(3);
    assertThat(
            demo.get("v1/recommendations/streamer/stream?limit=3", "Last-Event-ID", id.strip())
                .statusCode())
        .isEqualTo(204);
  }

  @Test
  void bodiesAreTakenAndGivenInGzip() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(event("\"type\":\"view\"").getBytes(StandardCharsets.UTF_8));
    }
    Raw taken =
        raw(
            "POST",
            "v1/events",
            packed.toByteArray(),
            "Content-Type: application/json",
            "Content-Encoding: gzip");
    assertThat(taken.status).as("%s", taken).isEqualTo(202);
    assertThat(raw("GET", "v1/items?limit=50", "", "Accept-Encoding: gzip").head)
        .containsIgnoringCase("content-encoding: gzip");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private static Raw zipped(String type, byte[] body) throws IOException {
    return raw(
        "POST", "v1/events", body, "Content-Type: application/" + type, "Content-Encoding: gzip");
  }

  /** Half of the events were taken in silence. */
  @Test
  void gzipThatIsCutOffOrFollowedByElseIsRefused() throws Exception {
    String line = event("\"type\":\"view\"") + "\n";
    byte[] whole = gzip(line.replace("d-", "c-").repeat(5));
    byte[] cut = Arrays.copyOf(whole, whole.length - 8);
    byte[] more = Arrays.copyOf(whole, whole.length + 4);
    more[whole.length] = 'x';
    for (String type : List.of("json", "x-ndjson")) {
      Raw broken = zipped(type, cut);
      assertThat(broken.status).as("%s", broken).isEqualTo(400);
      assertThat(broken.body).contains("the gzip data break off");
      Raw followed = zipped(type, more);
      assertThat(followed.status).as("%s", followed).isEqualTo(400);
      assertThat(followed.body).contains("something else follows the gzip data");
      Raw plain = zipped(type, line.getBytes(StandardCharsets.UTF_8));
      assertThat(plain.status).as("%s", plain).isEqualTo(400);
      assertThat(plain.body).contains("the data are not gzip");
    }
    assertThat(zipped("x-ndjson", cut).body).contains("5 events before that place were accepted");
  }

  @TestFactory
  Stream<DynamicTest> otherEncodingsAreRefusedWithThoseThatAreRead() {
    return Stream.of("br", "deflate", "zstd", "bogus", "gzip, gzip")
        .flatMap(encoding ->
            Stream.of("v1/events", "v1/items", "v1/rerank", SESSIONS)
                .map(path ->
                    refused(
                        415,
                        "must be gzip or identity",
                        "POST",
                        path,
                        event("\"type\":\"view\""),
                        "Content-Type: application/json",
                        "Content-Encoding: " + encoding)));
  }

  @Test
  void aValueThatMeansNothingIsNoted() throws Exception {
    Raw liked =
        raw(
            "POST",
            "v1/events",
            event("\"type\":\"like\",\"value\":5"),
            "Content-Type: application/json");
    assertThat(liked.status).isEqualTo(202);
    assertThat(liked.body).contains("the value of like events changes nothing");
    Raw rated =
        raw(
            "POST",
            "v1/events",
            event("\"type\":\"rate\",\"value\":5,\"context\":{\"ratingScale\":\"0,10\"}"),
            "Content-Type: application/json");
    assertThat(rated.status).as("%s", rated).isEqualTo(202);
    assertThat(rated.body).doesNotContain("notes\":[");
  }

  @TestFactory
  Stream<DynamicTest> eventsThatMeanSomethingElseAreRefused() {
    String cloud =
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"view\",\"subject\":\"d\","
            + "\"data\":{\"item\":\"%s\",\"typ\":\"dislike\"}}".formatted(MATRIX);
    return Stream.of(
        refused(
            400,
            "data.typ: is not known here",
            "POST",
            "v1/events",
            cloud,
            "Content-Type: application/cloudevents+json"),
        refused(
            400,
            "did you mean ratingScale?",
            "POST",
            "v1/events",
            event("\"type\":\"rate\",\"value\":5,\"context\":{\"ratingscale\":\"0,10\"}")),
        refused(
            400,
            "did you mean request?",
            "POST",
            "v1/feedback",
            "{\"requestId\":\"6c1f0a52-6a53-4a0c-8f3f-0c1a5d1d1d1d\",\"user\":\"d\",\"item\":\"%s\","
                    .formatted(MATRIX)
                + "\"type\":\"view\",\"context\":{\"Request\":\"x\"}}"),
        refused(
            400,
            "lies before 1970",
            "POST",
            "v1/events",
            event("\"type\":\"view\"").replaceFirst("time\":\"\\d{4}", "time\":\"0001")),
        refused(
            400,
            "in the future",
            "POST",
            "v1/events",
            event("\"type\":\"view\"").replaceFirst("time\":\"\\d{4}", "time\":\"9999")));
  }

  @Test
  void aSmallGzipBodyThatGrowsBeyondTheLimitIsRefused() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(new byte[64 << 20]);
    }
    Raw answer =
        raw(
            "POST",
            "v1/events",
            packed.toByteArray(),
            "Content-Type: application/json",
            "Content-Encoding: gzip");
    assertThat(answer.status).isEqualTo(413);
  }
}
