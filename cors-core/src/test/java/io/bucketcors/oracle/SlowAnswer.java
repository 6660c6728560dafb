package io.bucketcors.oracle;

import java.util.Map;

/**
 * What should come of a request.
 *
 * @param rule the index of the rule that wins, or -1
 * @param status the status to answer with, 0 where the app answers
 */
public record SlowAnswer(
    String reason, boolean preflight, int rule, int status, Map<String, String> headers) {}
