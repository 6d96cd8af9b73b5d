/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Makes the terms of a {@link SearchText}: words, and pairs of characters where Korean, Japanese
 * and Chinese write no spaces. Stateless but for the reuse of its parts; thread-safe.
 */
final class SearchAnalyzer extends Analyzer {
  /** The length of the longest beginning that is a term. */
  static final int LONGEST_BEGINNING = 20;

  /** Terms of a query: single characters only where they stand alone. */
  static final Analyzer QUERY = new SearchAnalyzer(false, false, false);

  /** Terms of a document: single characters, too, so that one character finds something. */
  static final Analyzer DOCUMENT = new SearchAnalyzer(false, true, false);

  /** The beginnings of each word of a document. */
  static final Analyzer WORD_BEGINNINGS = new SearchAnalyzer(false, true, true);

  /** The beginnings of a name. */
  static final Analyzer NAME_BEGINNINGS = new SearchAnalyzer(true, true, true);

  private static final int ALL_SCRIPTS =
      CJKBigramFilter.HAN
          | CJKBigramFilter.HANGUL
          | CJKBigramFilter.HIRAGANA
          | CJKBigramFilter.KATAKANA;

  private final boolean whole;
  private final boolean singles;
  private final boolean beginnings;

  private SearchAnalyzer(boolean whole, boolean singles, boolean beginnings) {
    this.whole = whole;
    this.singles = singles;
    this.beginnings = beginnings;
  }

  /** The first terms of a query, those of one word together, as pairs of its characters are. */
  static List<List<String>> parts(String query, int most) throws IOException {
    List<List<String>> words = new ArrayList<>();
    try (TokenStream tokens = QUERY.tokenStream("", query)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
      int end = 0;
      tokens.reset();
      for (int i = 0; i < most && tokens.incrementToken(); i++) {
        if (words.isEmpty() || place.startOffset() >= end) {
          words.add(new ArrayList<>());
        }
        words.getLast().add(term.toString());
        end = place.endOffset();
      }
      tokens.end();
    }
    return words;
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer tokens = whole ? new KeywordTokenizer() : new StandardTokenizer();
    TokenStream terms = whole ? tokens : new CJKBigramFilter(tokens, ALL_SCRIPTS, singles);
    return new TokenStreamComponents(
        tokens, beginnings ? new EdgeNGramTokenFilter(terms, 1, LONGEST_BEGINNING, false) : terms);
  }
}
