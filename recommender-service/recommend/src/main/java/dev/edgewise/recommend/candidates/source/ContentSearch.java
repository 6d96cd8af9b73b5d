/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.rank.feature.ScoredItem;
import dev.edgewise.recommend.candidates.history.ItemNumbers;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Finds items by words of their titles, texts, categories and attributes, ordered by BM25 (Lucene,
 * in memory). Thread-safe.
 */
public final class ContentSearch {
  private static final String ID = "id";
  private static final String NUMBER = "number";
  private static final String WORDS = "words";
  private static final String CATEGORY = "category";
  private static final int MAX_WORDS = 32;

  private final Catalogue catalogue;
  private final ItemNumbers numbers;
  private final Analyzer analyzer = new StandardAnalyzer();
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private volatile boolean changed;

  /** Creates a search; {@code numbers} must contain each item before it is {@link #put}. */
  ContentSearch(Catalogue catalogue, ItemNumbers numbers) {
    this.catalogue = catalogue;
    this.numbers = numbers;
    try {
      this.writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(analyzer));
      for (Item item : catalogue.all()) {
        index(item);
      }
      this.searchers = new SearcherManager(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void index(Item item) throws IOException {
    Term id = new Term(ID, item.id());
    if (item.hidden()) {
      writer.deleteDocuments(id);
    } else {
      writer.updateDocument(id, document(item));
    }
  }

  /** Adds or replaces an item; removes it if it is hidden. */
  void put(Item item) {
    try {
      index(item);
      changed = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Document document(Item item) {
    Document document = new Document();
    document.add(new StringField(ID, item.id(), Store.NO));
    document.add(new NumericDocValuesField(NUMBER, numbers.of(item.id())));
    String words =
        String.join(
            " ", item.title(), item.text(), String.join(" ", item.categories()), values(item));
    document.add(new TextField(WORDS, words, Store.NO));
    item.categories().forEach(one -> document.add(new StringField(CATEGORY, one, Store.NO)));
    return document;
  }

  private static String values(Item item) {
    return String.join(" ", item.attributes().values());
  }

  private Query anyOf(String text) {
    try {
      return WordMatch.anyOf(text, MAX_WORDS, WORDS, analyzer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The best items for a search query, best first. */
  public List<ScoredItem> find(String query, IntPredicate open, int most) {
    return search(reader -> anyOf(query), 4 * most, open, most);
  }

  /** Items whose words contain some of these words, best first. */
  public List<Item> search(String words, int most) {
    return search(reader -> anyOf(words), most, any -> true, most).stream()
        .flatMap(found -> catalogue.find(numbers.id(found.item())).stream())
        .toList();
  }

  /** Open items that may be like an item, by its categories and its rarest words; best first. */
  IntStream like(Item item, IntPredicate open, int most) {
    String words = String.join(" ", item.title(), values(item), item.text());
    return search(
            reader -> RareTerms.of(item.categories(), CATEGORY, words, WORDS, analyzer, reader),
            2 * most,
            open,
            most)
        .stream()
        .mapToInt(ScoredItem::item);
  }

  /** The best open items among the best {@code hits} hits. */
  private List<ScoredItem> search(
      Function<IndexReader, Query> query, int hits, IntPredicate open, int most) {
    try {
      if (changed) {
        changed = false; // first, so that the next search sees later changes
        searchers.maybeRefreshBlocking();
      }
      IndexSearcher searcher = searchers.acquire();
      try {
        List<ScoredItem> found = new ArrayList<>();
        ScoreDoc[] best =
            searcher.search(
                    query.apply(searcher.getIndexReader()),
                    new TopScoreDocCollectorManager(Math.max(1, hits), 1))
                .scoreDocs;
        int[] items = numbersOf(best, searcher.getIndexReader());
        for (int i = 0; i < best.length && found.size() < most; i++) {
          if (open.test(items[i])) {
            found.add(new ScoredItem(items[i], best[i].score));
          }
        }
        return found;
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Item numbers are stored in columns, which can be read only in the order of documents. */
  private static int[] numbersOf(ScoreDoc[] hits, IndexReader reader) throws IOException {
    Integer[] order = new Integer[hits.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt((Integer i) -> hits[i].doc));
    int[] items = new int[hits.length];
    NumericDocValues column = null;
    LeafReaderContext leaf = null;
    for (int i : order) {
      int document = hits[i].doc;
      if (leaf == null || document >= leaf.docBase + leaf.reader().maxDoc()) {
        leaf = reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
        column = DocValues.getNumeric(leaf.reader(), NUMBER);
      }
      if (column == null || !column.advanceExact(document - leaf.docBase)) {
        throw new IllegalStateException("every document has the number of its item");
      }
      items[i] = (int) column.longValue();
    }
    return items;
  }
}
