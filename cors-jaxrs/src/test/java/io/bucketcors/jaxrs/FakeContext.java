package io.bucketcors.jaxrs;

import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.FeatureContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps what is registered. */
final class FakeContext implements FeatureContext {
  private final List<Object> registered = new ArrayList<>();

  List<Object> registered() {
    return registered;
  }

  private FeatureContext keep(Object component) {
    registered.add(component);
    return this;
  }

  @Override
  public FeatureContext register(Object component) {
    return keep(component);
  }

  @Override
  public FeatureContext register(Object component, int priority) {
    return keep(component);
  }

  @Override
  public FeatureContext register(Object component, Class<?>... contracts) {
    return keep(component);
  }

  @Override
  public FeatureContext register(Object component, Map<Class<?>, Integer> contracts) {
    return keep(component);
  }

  @Override
  public FeatureContext register(Class<?> type) {
    return keep(type);
  }

  @Override
  public FeatureContext register(Class<?> type, int priority) {
    return keep(type);
  }

  @Override
  public FeatureContext register(Class<?> type, Class<?>... contracts) {
    return keep(type);
  }

  @Override
  public FeatureContext register(Class<?> type, Map<Class<?>, Integer> contracts) {
    return keep(type);
  }

  @Override
  public FeatureContext property(String name, Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Configuration getConfiguration() {
    throw new UnsupportedOperationException();
  }
}
