package io.bucketcors.match;

import java.util.Set;

/** Gives each method that any rule lists a small number. Case matters (RFC 9110 section 9.1). */
final class MethodTable {
  /** The number of all methods that no rule lists by name. */
  static final int OTHER = -1;

  private final String[] names;
  private final int[] ids;

  MethodTable(Set<String> distinct) {
    int size = Hash.tableSize(distinct.size());
    names = new String[size];
    ids = new int[size];
    int id = 0;
    for (String method : distinct) {
      int slot = slot(method);
      while (names[slot] != null) {
        slot = (slot + 1) & (size - 1);
      }
      names[slot] = method;
      ids[slot] = id++;
    }
  }

  int idOf(String method) {
    for (int slot = slot(method); names[slot] != null; slot = (slot + 1) & (names.length - 1)) {
      if (names[slot].equals(method)) {
        return ids[slot];
      }
    }
    return OTHER;
  }

  private int slot(String method) {
    return Hash.mix(method.hashCode()) & (names.length - 1);
  }
}
