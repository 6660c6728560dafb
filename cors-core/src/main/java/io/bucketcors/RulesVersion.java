package io.bucketcors;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * The first digits of a digest over all that rules say, in one canonical order. Every text goes in
 * with its length and every list with its size, so that no two sets of rules read alike.
 */
final class RulesVersion {
  private static final int DIGITS = 12;

  private final MessageDigest digest;

  private RulesVersion() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String of(CorsPolicies policies) {
    RulesVersion version = new RulesVersion();
    version.add(policies.enabled() ? 1 : 0);
    version.add(policies.defaultBucket(), List.of());
    TreeMap<String, CorsPolicy> named = new TreeMap<>();
    policies.namedBuckets().forEach(policy -> named.put(policy.bucket(), policy));
    named.forEach(
        (bucket, policy) -> version.add(policy, policies.paths(bucket).stream().sorted().toList()));
    return HexFormat.of().formatHex(version.digest.digest()).substring(0, DIGITS);
  }

  private void add(CorsPolicy policy, List<String> paths) {
    add(policy.bucket());
    add(paths);
    add(policy.dialect().key());
    add(policy.preflightStatus());
    add(policy.responseVary() ? 1 : 0);
    add(policy.rules().size());
    for (CorsRule rule : policy.rules()) {
      String id = rule.id();
      add(id == null ? List.of() : List.of(id));
      add(rule.allowedOrigins());
      add(rule.allowedMethods());
      add(rule.allowedHeaders());
      add(rule.exposeHeaders());
      add(rule.maxAgeSeconds().orElse(-1));
      add(rule.allowCredentials() ? 1 : 0);
      add(rule.dangerouslyAllow().stream().map(CorsHazard::key).sorted().toList());
    }
  }

  private void add(Collection<String> texts) {
    add(texts.size());
    texts.forEach(this::add);
  }

  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    digest.update(bytes);
  }

  private void add(long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
  }
}
