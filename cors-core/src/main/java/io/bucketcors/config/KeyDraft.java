package io.bucketcors.config;

import io.bucketcors.CorsPolicies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rules as keys, read but not yet judged.
 *
 * @param tables the one that counts most first
 * @param documents the rules documents that the keys name, by bucket
 */
record KeyDraft(List<KeyTable> tables, Map<String, DocumentContent> documents)
    implements Loader.Draft {

  KeyDraft {
    tables = List.copyOf(tables);
    documents = Map.copyOf(documents);
  }

  @Override
  public Loaded compile(@Nullable CorsPolicies inForce) {
    return new KeyCompiler(this).run(inForce);
  }

  // Not the generated ones: see Key.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyDraft that
        && tables.equals(that.tables)
        && documents.equals(that.documents);
  }

  @Override
  public int hashCode() {
    return 31 * tables.hashCode() + documents.hashCode();
  }
}
