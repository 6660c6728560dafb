package io.bucketcors.oracle;

import java.util.List;

/** A rule, as plain text. Max-age below 0 stands for none. */
public record SlowRule(
    List<String> origins,
    List<String> methods,
    List<String> headers,
    List<String> expose,
    long maxAge,
    boolean credentials) {}
