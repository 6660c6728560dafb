package io.bucketcors.examples.bucket.s3;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.document.BucketStore;
import io.bucketcors.document.CorsDocument;
import io.bucketcors.document.DocumentKind;
import io.bucketcors.document.StoreRefusal;
import io.bucketcors.examples.bucket.s3.Receipt.Operation;
import io.bucketcors.examples.bucket.store.BucketRules;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bucket's rules by the store's own calls: the library judges, reads and writes them. */
final class CorsCalls {
  private final BucketRules rules;
  private final boolean cos;

  CorsCalls(BucketRules rules) {
    this.rules = rules;
    cos = rules.dialect() == CorsDialect.COS;
  }

  @Nullable Operation operation(String method) {
    return switch (method) {
      case "PUT" -> this::put;
      case "GET" -> this::get;
      case "DELETE" -> this::delete;
      default -> null;
    };
  }

  private void put(Call call) throws IOException, S3Exception {
    BucketStore store = cos ? BucketStore.COS : BucketStore.S3;
    byte[] bytes;
    try (InputStream in = call.body().read()) {
      // One byte too many is enough for the store to refuse it.
      bytes = in.readNBytes(store.maxBytes() + 1);
    }
    Optional<StoreRefusal> refusal = store.check(bytes);
    if (refusal.isPresent()) {
      throw refused(refusal.get());
    }
    CorsDocument document = CorsDocument.read(bytes, "?cors", call.bucketName);
    if (document.isRefused()) {
      throw refused(document.problems());
    }
    try {
      rules.replace(call.bucketName, document.rules(), document.responseVary());
    } catch (CorsConfigurationException unsafe) {
      throw refused(unsafe.problems());
    }
    call.done(200);
  }

  private void get(Call call) throws IOException, S3Exception {
    CorsPolicy policy = policy(call);
    if (policy.rules().isEmpty()) {
      throw refused(StoreRefusal.NO_SUCH_CORS_CONFIGURATION);
    }
    DocumentKind kind = cos ? DocumentKind.COS_XML : DocumentKind.S3_XML;
    List<CorsProblem> unsayable = CorsDocument.check(kind, policy.rules(), policy.responseVary());
    if (!unsayable.isEmpty()) {
      throw S3Exception.notImplemented(
          "Showing these rules as this document (" + unsayable.get(0).message() + ")");
    }
    Xml.send(call.response, 200, CorsDocument.write(kind, policy.rules(), policy.responseVary()));
  }

  private void delete(Call call) throws IOException, S3Exception {
    policy(call);
    rules.replace(call.bucketName, List.of(), false);
    call.done(204);
  }

  private CorsPolicy policy(Call call) throws S3Exception {
    CorsPolicy policy = rules.policy(call.bucketName);
    if (policy == null) {
      throw S3Exception.noSuchBucket();
    }
    return policy;
  }

  private static S3Exception refused(StoreRefusal refusal) {
    return new S3Exception(refusal.status(), refusal.code(), refusal.message());
  }

  /** What the store takes and the dialect does not: hazards, where the dialect is standard. */
  private static S3Exception refused(List<CorsProblem> problems) {
    List<String> errors =
        problems.stream().filter(CorsProblem::isError).map(CorsProblem::message).toList();
    return S3Exception.invalid("InvalidRequest", String.join(" ", errors));
  }
}
