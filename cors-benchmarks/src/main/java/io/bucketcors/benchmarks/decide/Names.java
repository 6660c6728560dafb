package io.bucketcors.benchmarks.decide;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names of one length: plain ones, and such as strangers can write, all of one hashCode. */
public final class Names {
  private Names() {}

  /** So many names of 28 characters. */
  public static List<String> plain(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "n-" + (100_000_000 + i) + "z".repeat(17))
        .toList();
  }

  /** So many names of 28 characters, of one {@link String#hashCode}: "an" and "c0" have one. */
  public static List<String> colliding(int count) {
    List<String> names = List.of("");
    while (names.size() < count) {
      names = names.stream().flatMap(name -> Stream.of(name + "an", name + "c0")).toList();
    }
    String rest = "z".repeat(28 - names.get(0).length());
    List<String> padded = names.stream().limit(count).map(name -> rest + name).toList();
    if (padded.stream().mapToInt(String::hashCode).distinct().count() != 1) {
      throw new AssertionError("names of one hash code");
    }
    return padded;
  }
}
