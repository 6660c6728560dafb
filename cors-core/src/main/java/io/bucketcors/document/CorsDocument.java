package io.bucketcors.document;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblems;
import io.bucketcors.CorsRule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules document of a bucket, as read. Immutable and thread-safe.
 *
 * <pre>{@code
 * CorsDocument document = CorsDocument.read(bytes, "cors.xml", CorsPolicy.DEFAULT_BUCKET);
 * List<CorsProblem> problems = new ArrayList<>(document.problems());
 * problems.addAll(
 *     CorsPolicy.builder().locatedBy(document.locations()).rules(document.rules()).check());
 * }</pre>
 *
 * <p>Nothing outside of the given bytes is ever read: XML with a document type is refused.
 */
public final class CorsDocument {

  /** A document has at most so many bytes: 1 MiB. No store takes more than 64 KiB. */
  public static final int MAX_BYTES = 1 << 20;

  /** Elements or values stand in each other at most so deep. */
  static final int MAX_DEPTH = 16;

  /** A document has at most so many elements or values. */
  static final int MAX_NODES = 100_000;

  private final @Nullable DocumentKind kind;
  private final List<CorsRule> rules;
  private final boolean responseVary;
  private final List<CorsProblem> problems;
  private final CorsLocation.Finder locations;

  private CorsDocument(@Nullable DocumentKind kind, RuleSink read, CorsProblems problems) {
    this.kind = kind;
    this.rules = List.copyOf(read.rules());
    this.responseVary = read.responseVary();
    this.problems = problems.list();
    this.locations = read.finder();
  }

  /**
   * Reads a document; its kind is recognised from the content. Never throws whatever the content
   * is. Content of more than {@link #MAX_BYTES} is refused unread, so a caller need not load more
   * than one byte beyond that.
   *
   * @param content the document's bytes: UTF-8 or UTF-16, in XML also ASCII or ISO 8859-1 where
   *     declared
   * @param name the document's name in messages
   * @param bucket the bucket's name in messages
   */
  public static CorsDocument read(byte[] content, String name, String bucket) {
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(bucket, "bucket");
    CorsProblems problems = new CorsProblems();
    RuleSink sink = new RuleSink(new DocumentText("", name, bucket), problems);
    DocumentKind kind = null;
    try {
      DocumentText text = new DocumentDecoder(content, name, bucket).decode();
      sink = new RuleSink(text, problems);
      kind = new DocumentReader(text, problems, sink).read();
    } catch (DocumentException e) {
      problems.addAll(List.of(e.problem()));
    }
    return new CorsDocument(kind, sink, problems);
  }

  /** The kind that was recognised, or null where none was. */
  public @Nullable DocumentKind kind() {
    return kind;
  }

  /**
   * The rules in their order; whole only where no problem is an error. None at all is a valid
   * document: rules were removed on purpose.
   */
  public List<CorsRule> rules() {
    return rules;
  }

  /** COS's and OSS's {@code ResponseVary}; means something in dialect {@code cos} only. */
  public boolean responseVary() {
    return responseVary;
  }

  /**
   * What is wrong with the document itself, each with line and column. What is wrong with the rules
   * is for {@link io.bucketcors.CorsPolicy.Builder#check} to say.
   */
  public List<CorsProblem> problems() {
    return problems;
  }

  /** Finds the line and column of a part of a rule. */
  public CorsLocation.Finder locations() {
    return locations;
  }

  /** For people; not to be parsed. */
  @Override
  public String toString() {
    return "CorsDocument[kind=" + kind + ", rules=" + rules + ", problems=" + problems + "]";
  }

  /** Whether a problem is an error, so that the rules must not be put in force. */
  public boolean isRefused() {
    return problems.stream().anyMatch(CorsProblem::isError);
  }

  /**
   * Finds what of some rules a kind of document cannot say: nothing is ever left out silently.
   * Whether the store would take the document is another question, see {@link BucketStore#check}.
   *
   * @return one problem, an error, for everything that cannot be said; empty where {@link #write}
   *     works
   */
  public static List<CorsProblem> check(
      DocumentKind kind, List<CorsRule> rules, boolean responseVary) {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(rules, "rules");
    return ExpressionCheck.run(kind, rules, responseVary);
  }

  /**
   * Writes rules as a document, to be encoded as UTF-8. Reading it gives the same rules.
   *
   * @param responseVary only of kinds {@link DocumentKind#COS_XML} and {@link DocumentKind#OSS_XML}
   * @throws CorsConfigurationException with every problem, if the kind cannot say it all, or if it
   *     is JSON and Jakarta JSON Processing is not there
   */
  public static String write(DocumentKind kind, List<CorsRule> rules, boolean responseVary) {
    List<CorsProblem> inexpressible = check(kind, rules, responseVary);
    if (!inexpressible.isEmpty()) {
      throw new CorsConfigurationException(inexpressible);
    }
    return kind.isXml()
        ? XmlWriter.write(kind, rules, responseVary)
        : JsonFormat.write(kind, rules);
  }
}
