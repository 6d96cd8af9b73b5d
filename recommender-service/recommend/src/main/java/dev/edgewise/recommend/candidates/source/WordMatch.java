/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/** Scores documents by the words of a query (BM25, Lucene, in memory). */
public final class WordMatch {
  private static final String WORDS = "words";
  private static final int MAX_WORDS = 64;

  private WordMatch() {}

  /** The BM25 scores in the documents' order; 0 for those without any word of the query. */
  public static double[] scores(String query, List<String> documents) {
    double[] scores = new double[documents.size()];
    try (Analyzer analyzer = new StandardAnalyzer();
        ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
        for (String text : documents) {
          Document document = new Document();
          document.add(new TextField(WORDS, text, Field.Store.NO));
          writer.addDocument(document);
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        BooleanQuery words = anyOf(query, MAX_WORDS, WORDS, analyzer);
        for (ScoreDoc found : searcher.search(words, scores.length).scoreDocs) {
          scores[found.doc] = found.score;
        }
      }
      return scores;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Finds the documents whose field has any of the first words of a text. */
  private static BooleanQuery anyOf(String text, int mostWords, String field, Analyzer analyzer)
      throws IOException {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String word : words(text, mostWords, field, analyzer)) {
      any.add(new TermQuery(new Term(field, word)), BooleanClause.Occur.SHOULD);
    }
    return any.build();
  }

  /** The first words of a text, as they are indexed. */
  static List<String> words(String text, int most, String field, Analyzer analyzer)
      throws IOException {
    List<String> words = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream(field, text)) {
      CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (words.size() < most && tokens.incrementToken()) {
        words.add(word.toString());
      }
      tokens.end();
    }
    return words;
  }
}
