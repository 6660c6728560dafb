package io.bucketcors.oracle;

import java.util.List;

/** A request, as the field lines that count. */
public record SlowRequest(
    String method,
    List<String> origins,
    List<String> requestMethods,
    List<String> requestHeaders) {}
