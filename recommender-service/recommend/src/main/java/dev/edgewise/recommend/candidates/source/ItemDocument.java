/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.rank.language.Wording;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.recommend.catalogue.Item;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;

/** The document of an item in the search index, and its fields. */
final class ItemDocument {
  static final String ID = "id";
  static final String NUMBER = "number";
  static final String CATEGORY = "category";

  /** Each title as a whole. */
  static final String NAME = "name";

  /** The beginnings of each title, with and without its article. */
  static final String NAME_BEGINNING = "name-beginning";

  /** The words of the titles. */
  static final String TITLE = "title";

  /** The beginnings of the words of the titles. */
  static final String TITLE_BEGINNING = "title-beginning";

  /** The words of titles, texts in all languages, categories and attributes. */
  static final String WORDS = "words";

  static final Analyzer ANALYZER =
      new PerFieldAnalyzerWrapper(
          SearchAnalyzer.DOCUMENT,
          Map.of(
              NAME_BEGINNING,
              SearchAnalyzer.NAME_BEGINNINGS,
              TITLE_BEGINNING,
              SearchAnalyzer.WORD_BEGINNINGS));

  private static final FieldType TERMS = type(IndexOptions.DOCS_AND_FREQS);
  private static final FieldType BEGINNINGS = type(IndexOptions.DOCS);

  private ItemDocument() {}

  private static FieldType type(IndexOptions options) {
    FieldType type = new FieldType();
    type.setTokenized(true);
    type.setIndexOptions(options);
    type.setOmitNorms(options == IndexOptions.DOCS);
    type.freeze();
    return type;
  }

  static Document of(Item item, int number, CatalogueDescription description) {
    Document document = new Document();
    document.add(new StringField(ID, item.id(), Store.NO));
    document.add(new NumericDocValuesField(NUMBER, number));
    item.categories().forEach(one -> document.add(new StringField(CATEGORY, one, Store.NO)));
    titles(item).forEach(title -> add(document, title));
    String all =
        String.join(
            " ",
            words(item),
            String.join(" ", item.texts().values()),
            String.join(" ", item.categories()),
            names(item, description));
    document.add(new Field(WORDS, SearchText.words(all), TERMS));
    return document;
  }

  /** The names of categories and attributes in all languages: who reads Korean asks for "슬픈". */
  private static String names(Item item, CatalogueDescription description) {
    Wording wording = description.wording();
    StringJoiner names = new StringJoiner(" ");
    item.attributes().forEach((name, value) -> wording.names(name, value).forEach(names::add));
    item.categories().stream()
        .flatMap(one -> wording.names(description.categories(), one).stream())
        .forEach(names::add);
    return names.toString();
  }

  /** The words of an item, without its categories; those of the text come last. */
  static String words(Item item) {
    return String.join(
        " ", item.title(), String.join(" ", item.attributes().values()), item.text());
  }

  /** The titles of all languages. */
  static List<String> titles(Item item) {
    return Stream.concat(Stream.of(item.title()), item.titles().values().stream())
        .distinct()
        .toList();
  }

  private static void add(Document document, String title) {
    String name = SearchText.name(title);
    document.add(new StringField(NAME, name, Store.NO));
    Stream.of(name, SearchText.nameWithoutArticle(title))
        .distinct()
        .forEach(one -> document.add(new Field(NAME_BEGINNING, one, BEGINNINGS)));
    String words = SearchText.words(title);
    document.add(new Field(TITLE, words, TERMS));
    document.add(new Field(TITLE_BEGINNING, words, BEGINNINGS));
  }
}
