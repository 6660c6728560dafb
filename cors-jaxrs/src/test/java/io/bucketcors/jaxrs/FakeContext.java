package io.bucketcors.jaxrs;

import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.FeatureContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what is registered, with its priorities. */
final class FakeContext implements FeatureContext {
  private final List<Object> registered = new ArrayList<>();
  private final Map<String, Object> priorities = new TreeMap<>();

  List<Object> registered() {
    return registered;
  }

  /** The priority of each class that has one, or its priorities by contract. */
  Map<String, Object> priorities() {
    return priorities;
  }

  /** The one component of a class. */
  <T> T registered(Class<T> type) {
    return registered.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }

  private FeatureContext keep(Object component) {
    registered.add(component);
    return this;
  }

  private FeatureContext keep(Object component, Object priority) {
    priorities.put(component.getClass().getSimpleName(), priority);
    return keep(component);
  }

  @Override
  public FeatureContext register(Object component) {
    return keep(component);
  }

  @Override
  public FeatureContext register(Object component, int priority) {
    return keep(component, priority);
  }

  @Override
  public FeatureContext register(Object component, Class<?>... contracts) {
    return keep(component);
  }

  @Override
  public FeatureContext register(Object component, Map<Class<?>, Integer> contracts) {
    Map<String, Integer> byName = new TreeMap<>();
    contracts.forEach((contract, priority) -> byName.put(contract.getSimpleName(), priority));
    return keep(component, byName);
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
    return new Stub()
        .on(
            "isRegistered",
            types -> registered.stream().anyMatch(((Class<?>) types[0])::isInstance))
        .as(Configuration.class);
  }
}
