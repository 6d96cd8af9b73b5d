/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.service.catalogue.Catalogue;
import dev.edgewise.service.catalogue.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Items that are like what the user likes by their words and traits: BM25 over title, text and
 * traits (Lucene, in memory). It needs no events of others, so new items and new users get
 * something. Thread-safe.
 */
public final class ContentSearch implements CandidateSource {
  private static final String ID = "id";
  private static final String WORDS = "words";
  private static final String TRAIT = "trait";
  private static final int TRAITS = 8;
  private static final int LIKED_TITLES = 10;
  private static final int QUERY_WORDS = 32;

  private final Catalogue catalogue;
  private final Analyzer analyzer = new StandardAnalyzer();
  private final IndexWriter writer;
  private final SearcherManager searchers;

  ContentSearch(Catalogue catalogue) {
    this.catalogue = catalogue;
    try {
      this.writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(analyzer));
      for (Item item : catalogue.all()) {
        index(item);
      }
      this.searchers = new SearcherManager(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    catalogue.onPut(this::put);
  }

  /** A hidden item is found by nobody. */
  private void index(Item item) throws IOException {
    Term id = new Term(ID, item.id());
    if (item.hidden()) {
      writer.deleteDocuments(id);
    } else {
      writer.updateDocument(id, document(item));
    }
  }

  private void put(Item item) {
    try {
      index(item);
      searchers.maybeRefreshBlocking();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Document document(Item item) {
    Document document = new Document();
    document.add(new StringField(ID, item.id(), Store.YES));
    document.add(new TextField(WORDS, item.title() + " " + item.text(), Store.NO));
    catalogue
        .traitsOf(item.id())
        .forEach(trait -> document.add(new StringField(TRAIT, trait, Store.NO)));
    return document;
  }

  @Override
  public String name() {
    return "content";
  }

  @Override
  public Map<String, Double> find(Profile profile, Predicate<String> open, int most) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    strongest(profile.affinities()).forEach((trait, weight) -> should(query, TRAIT, trait, weight));
    likedWords(profile.recent()).forEach(word -> should(query, WORDS, word, 1));
    for (String stated : profile.stated().likes()) {
      words(stated).forEach(word -> should(query, WORDS, word, 1));
    }
    return search(query.build(), most + profile.seen().size(), open, most);
  }

  /** The best items for what a user is looking for. */
  Map<String, Double> find(String query, Predicate<String> open, int most) {
    BooleanQuery.Builder wanted = new BooleanQuery.Builder();
    words(query).forEach(word -> should(wanted, WORDS, word, 1));
    return search(wanted.build(), 4 * most, open, most);
  }

  /** Items whose title or text has these words, best first; for people who search. */
  public List<Item> search(String words, int most) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    words(words).forEach(word -> should(query, WORDS, word, 1));
    List<Item> items = new ArrayList<>();
    search(query.build(), most, id -> true, most).keySet().stream()
        .map(catalogue::find)
        .flatMap(Optional::stream)
        .forEach(items::add);
    return items;
  }

  @Override
  public void record(Event event, double weight) {
    // Content changes with the catalogue, not with events.
  }

  private static Map<String, Double> strongest(Map<String, Double> affinities) {
    Best best = new Best(TRAITS);
    affinities.forEach(best::offer);
    return best.scores();
  }

  /** Words of the titles liked last: sequels and series share them. */
  private Set<String> likedWords(List<Interaction> recent) {
    Set<String> words = new LinkedHashSet<>();
    int titles = 0;
    for (int i = recent.size() - 1; i >= 0 && titles < LIKED_TITLES; i--) {
      String title = catalogue.titleOf(recent.get(i).item());
      if (recent.get(i).weight() > 0 && title != null) {
        words.addAll(words(title));
        titles++;
      }
    }
    return words.size() <= QUERY_WORDS
        ? words
        : new LinkedHashSet<>(new ArrayList<>(words).subList(0, QUERY_WORDS));
  }

  private List<String> words(String text) {
    List<String> words = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream(WORDS, text)) {
      CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken() && words.size() < QUERY_WORDS) {
        words.add(word.toString());
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }

  private static void should(BooleanQuery.Builder query, String field, String text, double boost) {
    Query term = new TermQuery(new Term(field, text));
    query.add(new BoostQuery(term, (float) boost), Occur.SHOULD);
  }

  /** Scores by id, best first: of the best hits, as many open ones as are wanted. */
  private Map<String, Double> search(Query query, int hits, Predicate<String> open, int most) {
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        Map<String, Double> scores = new LinkedHashMap<>();
        StoredFields stored = searcher.storedFields();
        for (ScoreDoc hit : searcher.search(query, Math.max(1, hits)).scoreDocs) {
          if (scores.size() >= most) {
            break;
          }
          String id = stored.document(hit.doc).get(ID);
          if (open.test(id)) {
            scores.put(id, (double) hit.score);
          }
        }
        return scores;
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
