package io.bucketcors.jaxrs;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Response headers that count what is put in and keep nothing, so that they allocate nothing. */
final class FakeHeaders extends AbstractMap<String, List<Object>>
    implements MultivaluedMap<String, Object> {
  private int written;

  void forget() {
    written = 0;
  }

  int written() {
    return written;
  }

  @Override
  public void clear() {
    written = 0;
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  /** As in the maps that implementations use, without an iterator. */
  @Override
  public void forEach(BiConsumer<? super String, ? super List<Object>> consumer) {}

  @Override
  public void putSingle(String name, Object value) {
    written++;
  }

  @Override
  public @Nullable List<Object> get(@Nullable Object name) {
    return null;
  }

  @Override
  public @Nullable List<Object> remove(@Nullable Object name) {
    return null;
  }

  @Override
  public Set<Map.Entry<String, List<Object>>> entrySet() {
    return Set.of();
  }

  @Override
  public void add(String name, Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable Object getFirst(String name) {
    return null;
  }

  @Override
  public void addAll(String name, Object... values) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void addAll(String name, List<Object> values) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void addFirst(String name, Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean equalsIgnoreValueOrder(MultivaluedMap<String, Object> other) {
    throw new UnsupportedOperationException();
  }
}
