/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathFilterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"q=%FF", "%zz=1", "q=%", "q=%4", "q=%C0%AF", "q=a|b", "q=\u00e9", "q=a\"b"})
  void aQueryThatIsNotUtf8IsRefused(String query) {
    assertThat(PathFilter.objection("/v1/items", query)).startsWith("the query must be UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "q=", "q=a+b", "q=%EC%98%81;x", "a[b]=1&c=/?:@!$'()*,~_-."})
  void anyOtherQueryIsTaken(String query) {
    assertThat(PathFilter.objection("/v1/items", query)).isNull();
    assertThat(PathFilter.objection("/v1/items/semi%3Bcolon", null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/users/victim;x", "/v1;a=b/users/u", "/;"})
  void aSemicolonInAPathIsRefused(String path) {
    assertThat(PathFilter.objection(path, null)).contains("must be written %3B");
  }
}
