/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edgewise.recommend.rerank.RerankFailure.Fault;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RerankRequestTest {
  private static final int MOST = 3;
  private static final String[] FIELDS = {
    "query",
    "documents",
    "texts",
    "top_n",
    "return_documents",
    "return_text",
    "raw_scores",
    "max_tokens_per_doc",
    "user",
    "model",
    "truncate",
    "text"
  };

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }

  private static RerankRequest read(RerankDialect dialect, String text) throws Exception {
    JsonNode json = json(text);
    return RerankRequest.read(dialect.sending(json), json, MOST);
  }

  private static BadRerankException refused(JsonNode json) {
    return catchThrowableOfType(
        BadRerankException.class,
        () -> RerankRequest.read(RerankDialect.V1.sending(json), json, MOST));
  }

  @Test
  void everythingThatARequestMaySayIsRead() throws Exception {
    RerankRequest request =
        read(
            RerankDialect.V2,
            """
            {"model":"any","query":"space","documents":["a",{"text":"b","title":"x"},""],"top_n":2,
             "return_documents":true,"max_tokens_per_doc":64,"user":"ann","priority":0}\
            """);
    assertThat(request.dialect()).isEqualTo(RerankDialect.V2);
    assertThat(request.query()).isEqualTo("space");
    assertThat(request.documents()).containsExactly("a", "b", "");
    assertThat(request.topN()).isEqualTo(2);
    assertThat(request.echo()).isTrue();
    assertThat(request.maxTokensPerDocument()).isEqualTo(64);
    assertThat(request.user()).isEqualTo("ann");
  }

  @Test
  void whatIsLeftOutOrNullIsAsThePeerHasIt() throws Exception {
    String nulls = "\"top_n\":null,\"return_documents\":null,\"user\":null,\"texts\":null";
    RerankRequest first =
        read(RerankDialect.V1, "{\"query\":\"q\",\"documents\":[\"a\",\"b\"]," + nulls + "}");
    assertThat(first.dialect()).isEqualTo(RerankDialect.V1);
    assertThat(first.topN()).isEqualTo(2);
    assertThat(first.echo()).isTrue();
    assertThat(first.maxTokensPerDocument()).isEqualTo(4096);
    assertThat(first.user()).isNull();
    assertThat(read(RerankDialect.V2, "{\"query\":\"q\",\"documents\":[\"a\"]}").echo()).isFalse();
    assertThat(
            read(
                    RerankDialect.V1,
                    "{\"query\":\"q\",\"documents\":[\"a\"],\"return_documents\":false}")
                .echo())
        .isFalse();
  }

  @Test
  void textsInsteadOfDocumentsAreAnotherPeers() throws Exception {
    RerankRequest request =
        read(
            RerankDialect.V2,
            """
            {"query":"q","texts":["a","b"],"return_text":true,"raw_scores":true,"truncate":true}\
            """);
    assertThat(request.dialect()).isEqualTo(RerankDialect.TEI);
    assertThat(request.documents()).containsExactly("a", "b");
    assertThat(request.echo()).isTrue();
    assertThat(request.rawScores()).isTrue();
    assertThat(read(RerankDialect.V1, "{\"query\":\"q\",\"texts\":[\"a\"]}").echo()).isFalse();
    assertThat(
            read(RerankDialect.V1, "{\"query\":\"q\",\"texts\":[\"a\"],\"documents\":[\"b\"]}")
                .dialect())
        .isEqualTo(RerankDialect.V1);
  }

  @Test
  void moreThanThereAreIsAll() throws Exception {
    for (String topN : new String[] {"3", "2147483648", "99999999999999999999"}) {
      assertThat(
              read(
                      RerankDialect.V1,
                      "{\"query\":\"q\",\"documents\":[\"a\"],\"top_n\":" + topN + "}")
                  .topN())
          .isEqualTo(1);
    }
  }

  @Test
  void halfASurrogatePairCannotSpoilTheAnswer() throws Exception {
    RerankRequest request =
        read(RerankDialect.V1, "{\"query\":\"q\",\"documents\":[\"a\\ud800b😀\"]}");
    assertThat(request.documents()).containsExactly("a?b😀");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|WRONG|the body must be a JSON object",
        "\"query\"|WRONG|the body must be a JSON object",
        "{\"documents\":[\"a\"]}|WRONG|query: must be a string",
        "{\"query\":null,\"documents\":[\"a\"]}|WRONG|query: must be a string",
        "{\"query\":7,\"documents\":[\"a\"]}|WRONG|query: must be a string",
        "{\"query\":\" \",\"documents\":[\"a\"]}|WRONG|query: must not be blank",
        "{\"query\":\"q\"}|WRONG|documents: must be an array",
        "{\"query\":\"q\",\"documents\":null}|WRONG|documents: must be an array",
        "{\"query\":\"q\",\"documents\":\"a\"}|WRONG|documents: must be an array",
        "{\"query\":\"q\",\"documents\":{\"text\":\"a\"}}|WRONG|documents: must be an array",
        "{\"query\":\"q\",\"documents\":[]}|EMPTY|documents: must not be empty",
        "{\"query\":\"q\",\"documents\":[\"a\",null]}|WRONG|documents[1]: must be a string or",
        "{\"query\":\"q\",\"documents\":[7]}|WRONG|documents[0]: must be a string or",
        "{\"query\":\"q\",\"documents\":[[\"a\"]]}|WRONG|documents[0]: must be a string or",
        "{\"query\":\"q\",\"documents\":[{}]}|WRONG|documents[0]: must be a string or",
        "{\"query\":\"q\",\"documents\":[{\"text\":1}]}|WRONG|documents[0]: must be a string or",
        "{\"query\":\"q\",\"documents\":[1,2,3,4]}|TOO_MUCH|documents: must be at most 3, not 4",
        "{\"query\":\"q\",\"texts\":[]}|EMPTY|texts: must not be empty",
        "{\"query\":\"q\",\"texts\":null}|WRONG|texts: must be an array",
        "{\"query\":\"q\",\"texts\":[null]}|WRONG|texts[0]: must be a string or",
        "{\"query\":\"q\",\"documents\":[\"a\"],\"top_n\":0}|WRONG|top_n: must be a whole number",
        "{\"query\":\"q\",\"documents\":[\"a\"],\"top_n\":-1}|WRONG|top_n: must be a whole number",
        "{\"query\":\"q\",\"documents\":[\"a\"],\"top_n\":1.5}|WRONG|top_n: must be a whole number",
        "{\"query\":\"q\",\"documents\":[\"a\"],\"top_n\":\"1\"}|WRONG|top_n: must be a whole",
        "{\"query\":\"q\",\"documents\":[\"a\"],\"return_documents\":1}|WRONG|return_documents: must",
        "{\"query\":\"q\",\"texts\":[\"a\"],\"return_text\":\"no\"}|WRONG|return_text: must be true",
        "{\"query\":\"q\",\"texts\":[\"a\"],\"raw_scores\":0}|WRONG|raw_scores: must be true",
        "{\"query\":\"q\",\"documents\":[\"a\"],\"max_tokens_per_doc\":0}|WRONG|max_tokens_per_doc:",
        "{\"query\":\"q\",\"documents\":[\"a\"],\"user\":7}|WRONG|user: must be a string"
      })
  void whatIsWrongIsNamed(String text, Fault fault, String message) throws Exception {
    BadRerankException refused = refused(json(text));
    assertThat(refused).hasMessageStartingWith(message);
    assertThat(refused.fault()).isEqualTo(fault);
  }

  @Test
  void aQueryIsBounded() throws Exception {
    ObjectNode json = (ObjectNode) json("{\"documents\":[\"a\"]}");
    assertThat(refused(json.put("query", "x".repeat(10_000)))).isNull();
    BadRerankException refused = refused(json.put("query", "x".repeat(10_001)));
    assertThat(refused).hasMessage("query: must have at most 10000 characters");
    assertThat(refused.fault()).isEqualTo(Fault.TOO_MUCH);
  }

  @Test
  void anyJsonIsEitherARequestOrRefusedInOneLine() throws Exception {
    Random random = new Random(7);
    int read = 0;
    for (int i = 0; i < 50_000; i++) {
      JsonNode json = likely(random);
      try {
        for (RerankDialect dialect : new RerankDialect[] {RerankDialect.V1, RerankDialect.V2}) {
          RerankRequest request = RerankRequest.read(dialect.sending(json), json, MOST);
          assertThat(request.query()).isNotBlank();
          assertThat(request.documents()).hasSizeBetween(1, MOST).doesNotContainNull();
          assertThat(request.topN()).isBetween(1, request.documents().size());
          assertThat(request.maxTokensPerDocument()).isPositive();
          request.documents().forEach(RerankRequestTest::assertWritable);
        }
        read++;
      } catch (BadRerankException e) {
        assertThat(e.getMessage()).isNotBlank().doesNotContain("\n").hasSizeLessThan(200);
      }
    }
    assertThat(read).as("random requests that are sound").isBetween(500, 49_500);
  }

  private static void assertWritable(String text) {
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
  }

  /** A random request: rarely a valid one, mostly one with an unusual field. */
  private static JsonNode likely(Random random) {
    if (random.nextInt(20) == 0) {
      return any(random, 3);
    }
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    ObjectNode json = nodes.objectNode().put("query", "q");
    json.set(random.nextBoolean() ? "documents" : "texts", nodes.arrayNode().add("a").add("b"));
    for (int odd = random.nextInt(3); odd > 0; odd--) {
      json.set(FIELDS[random.nextInt(FIELDS.length)], any(random, 3));
    }
    return json;
  }

  private static JsonNode any(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.booleanNode(random.nextBoolean());
      case 2 -> nodes.numberNode(random.nextInt(-2, 6));
      case 3 -> nodes.numberNode(random.nextGaussian() * 1e3);
      case 4 -> nodes.numberNode(new BigInteger(80, random));
      case 5 -> nodes.textNode(Character.toString((char) random.nextInt(0x10000)));
      case 6 -> nodes.textNode("x".repeat(random.nextInt(3)));
      case 7 -> array(random, depth);
      default -> object(random, depth);
    };
  }

  private static JsonNode array(Random random, int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int left = random.nextInt(5); left > 0; left--) {
      array.add(any(random, depth - 1));
    }
    return array;
  }

  private static JsonNode object(Random random, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int left = random.nextInt(4); left > 0; left--) {
      object.set(FIELDS[random.nextInt(FIELDS.length)], any(random, depth - 1));
    }
    return object;
  }
}
