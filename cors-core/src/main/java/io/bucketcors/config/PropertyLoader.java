package io.bucketcors.config;

import io.bucketcors.CorsField;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules from sources of properties, and from the documents that properties name.
 *
 * <p>Config sources have no snapshots: they are asked property by property, and one that changes
 * meanwhile gives half of the old and half of the new, which can make rules that nobody wrote. So
 * what differs from the last reading counts only when it has been read twice the same.
 */
final class PropertyLoader implements Loader {
  /** Of a source that changes all the time, the last reading has to do. */
  private static final int MOST_READINGS = 5;

  private final List<PropertySource> sources;
  private final @Nullable ClassLoader resources;
  private final boolean once;
  private @Nullable Properties last;

  /** The config sources that had a say in the rules that were compiled last. */
  private volatile Set<String> givers = Set.of();

  /**
   * @param sources the one that counts most first
   * @param resources where {@code classpath:} is looked for
   * @param once whether nothing is ever read again unless code says so
   */
  PropertyLoader(List<PropertySource> sources, @Nullable ClassLoader resources, boolean once) {
    this.sources = List.copyOf(sources);
    this.resources = resources;
    this.once = once;
  }

  @Override
  public Draft read() {
    Properties read = readOnce();
    if (last != null && read.equals(last)) {
      return last;
    }
    boolean settled =
        read.documents.isEmpty() && sources.stream().allMatch(PropertySource::isConstant);
    for (int i = 1; i < MOST_READINGS && !settled; i++) {
      Properties again = readOnce();
      settled = again.equals(read);
      read = again;
    }
    last = read;
    return read;
  }

  private Properties readOnce() {
    List<PropertyTable> tables = new ArrayList<>();
    for (PropertySource source : sources) {
      try {
        tables.add(source.read());
      } catch (RuntimeException | ServiceConfigurationError | LinkageError e) {
        // A map is a copy and never fails; config sources are anybody's code.
        throw Loader.unreadable("MicroProfile Config", e);
      }
    }
    Map<String, RulesDocument> documents = new TreeMap<>();
    for (PropertyTable table : tables) {
      for (String location : table.documents()) {
        documents.computeIfAbsent(location, named -> RulesDocument.fetch(named, resources));
      }
    }
    return new Properties(tables, documents);
  }

  @Override
  public @Nullable String lastGood() {
    PropertyName name = PropertyName.of(CorsPolicy.DEFAULT_BUCKET, CorsField.LAST_GOOD);
    for (PropertySource source : sources) {
      String path = source.find(name);
      if (path != null && !path.isBlank()) {
        return path.strip();
      }
    }
    return null;
  }

  @Override
  public void remember(Set<String> silent) {
    Set<String> all = new HashSet<>(givers);
    all.addAll(silent);
    givers = Set.copyOf(all);
  }

  /** Rules as properties, read but not yet judged. */
  private final class Properties implements Draft {
    private final List<PropertyTable> tables;
    private final Map<String, RulesDocument> documents;

    Properties(List<PropertyTable> tables, Map<String, RulesDocument> documents) {
      this.tables = tables;
      this.documents = documents;
    }

    @Override
    public Loaded compile(@Nullable CorsPolicies inForce) {
      RulesCompiler compiler = new RulesCompiler(tables, documents, once);
      Loaded loaded = compiler.compile(inForce, givers);
      if (loaded.policies() != null) {
        givers = loaded.origin().givers();
      }
      return inForce == null && !loaded.origin().given() && readsPlainly()
          ? withHint(loaded)
          : loaded;
    }

    private boolean readsPlainly() {
      return sources.stream().anyMatch(DefaultSources.class::isInstance);
    }

    private Loaded withHint(Loaded loaded) {
      CorsProblems problems = new CorsProblems();
      problems.addAll(loaded.problems());
      problems
          .at(CorsLocation.inCode(CorsPolicy.DEFAULT_BUCKET))
          .warn(
              CorsProblemType.RULES_MISSING,
              "",
              "the app is untouched, as there are no CORS rules in system properties, the environment or"
                  + " META-INF/microprofile-config.properties",
              "set bucketcors.rules[0].allowed-origins and allowed-methods there, or as"
                  + " init-params, or name a document in bucketcors.rules-location; for other"
                  + " places add an implementation of MicroProfile Config,"
                  + " such as io.smallrye.config:smallrye-config");
      return new Loaded(
          loaded.policies(), problems.list(), loaded.interval(), loaded.finder(), loaded.origin());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Properties that
          && tables.equals(that.tables)
          && documents.equals(that.documents);
    }

    @Override
    public int hashCode() {
      return 31 * tables.hashCode() + documents.hashCode();
    }
  }
}
