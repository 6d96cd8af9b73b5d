/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.rank.feature.ScoredItem;
import dev.edgewise.recommend.candidates.history.ItemNumbers;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.wish.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
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
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Finds items by words of their titles, texts, categories and attributes, titles first (Lucene, in
 * memory). Thread-safe as far as the popularity is.
 */
public final class ContentSearch {
  /** Popularity decides among so many hits at least. */
  private static final int MIN_HITS = 100;

  private static final int TITLES = 5;
  private static final double MOST_OF_TITLE = 0.6;

  /** The greatest share that popularity adds to a score; less than between ways of matching. */
  private static final double POPULARITY = 0.03;

  private static final SearcherFactory SCORING =
      new SearcherFactory() {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
          IndexSearcher searcher = new IndexSearcher(reader);
          searcher.setSimilarity(TypedQuery.SIMILARITY);
          return searcher;
        }
      };

  private final Catalogue catalogue;
  private final ItemNumbers numbers;
  private final IntToDoubleFunction popularity;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private volatile boolean changed;

  /**
   * Creates a search.
   *
   * @param numbers must contain each item before it is {@link #put}
   * @param popularity of the item with a number, from 0 to 1
   */
  ContentSearch(Catalogue catalogue, ItemNumbers numbers, IntToDoubleFunction popularity) {
    this.catalogue = catalogue;
    this.numbers = numbers;
    this.popularity = popularity;
    try {
      this.writer =
          new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(ItemDocument.ANALYZER));
      for (Item item : catalogue.all()) {
        index(item);
      }
      this.searchers = new SearcherManager(writer, SCORING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void index(Item item) throws IOException {
    Term id = new Term(ItemDocument.ID, item.id());
    if (item.hidden()) {
      writer.deleteDocuments(id);
    } else {
      writer.updateDocument(
          id, ItemDocument.of(item, numbers.of(item.id()), catalogue.description()));
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

  /**
   * The best items for what was typed, best first. Among items that match alike, the more popular
   * ones are better.
   */
  public List<ScoredItem> find(String typed, IntPredicate open, int most) {
    return search(reader -> TypedQuery.of(typed, reader), Math.max(MIN_HITS, 4 * most)).stream()
        .filter(hit -> open.test(hit.item()))
        .map(hit -> new ScoredItem(hit.item(), hit.score() * (1 + preference(hit.item()))))
        .sorted(Comparator.comparingDouble(hit -> -hit.score()))
        .limit(most)
        .toList();
  }

  private double preference(int item) {
    return POPULARITY * popularity.applyAsDouble(item);
  }

  /** Items that have a word in one of some forms, whole: "Catwoman" has no cat. */
  public List<ScoredItem> having(Set<String> forms, int most) {
    return search(reader -> TypedQuery.having(forms), most);
  }

  /** Items with all the typed words in their title, best first. */
  public List<Item> withTitle(String typed, int most) {
    return items(search(reader -> TypedQuery.titles(typed, reader), most));
  }

  /** Whether a text is a title, or most of one. */
  public boolean isTitle(String text) {
    return titled(text).isPresent();
  }

  /** The best item of which a text is a title, or most of one. */
  public Optional<Item> titled(String text) {
    String name = SearchText.name(text);
    return search(name.isEmpty() ? "" : text, TITLES).stream()
        .filter(item ->
            ItemDocument.titles(item).stream()
                .map(SearchText::name)
                .anyMatch(title ->
                    title.contains(name) && name.length() >= MOST_OF_TITLE * title.length()))
        .findFirst();
  }

  /** The items that a wish compares with. */
  public List<Item> alike(Wish wish) {
    return wish.alike().stream().flatMap(one -> titled(one.title()).stream()).distinct().toList();
  }

  /** Items of the catalogue for what was typed, best first. */
  public List<Item> search(String typed, int most) {
    return items(find(typed, any -> true, most));
  }

  private List<Item> items(List<ScoredItem> found) {
    return found.stream().flatMap(one -> catalogue.find(numbers.id(one.item())).stream()).toList();
  }

  /** Open items that may be like an item, by its categories and its rarest words; best first. */
  IntStream like(Item item, IntPredicate open, int most) {
    return search(reader -> RareTerms.of(item, reader), 2 * most).stream()
        .mapToInt(ScoredItem::item)
        .filter(open)
        .limit(most);
  }

  /** Makes a query for what the index contains at present. */
  private interface QueryMaker {
    Query of(IndexReader reader) throws IOException;
  }

  private List<ScoredItem> search(QueryMaker query, int hits) {
    try {
      if (changed) {
        changed = false; // first, so that the next search sees later changes
        searchers.maybeRefreshBlocking();
      }
      IndexSearcher searcher = searchers.acquire();
      try {
        IndexReader reader = searcher.getIndexReader();
        ScoreDoc[] best =
            searcher.search(query.of(reader), new TopScoreDocCollectorManager(Math.max(1, hits), 1))
                .scoreDocs;
        int[] items = numbersOf(best, reader);
        return IntStream.range(0, best.length)
            .mapToObj(i -> new ScoredItem(items[i], best[i].score))
            .toList();
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
        column = DocValues.getNumeric(leaf.reader(), ItemDocument.NUMBER);
      }
      if (column == null || !column.advanceExact(document - leaf.docBase)) {
        throw new IllegalStateException("every document has the number of its item");
      }
      items[i] = (int) column.longValue();
    }
    return items;
  }
}
