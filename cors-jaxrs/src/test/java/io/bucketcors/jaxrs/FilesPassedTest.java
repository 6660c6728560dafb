package io.bucketcors.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** How much of this project somebody reads who follows one request. */
class FilesPassedTest {

  /** The most files; a reader keeps in mind what stands in them. */
  private static final int MOST = 20;

  /** A preflight in an app of one bucket, which is granted. */
  static final class Preflight implements Runnable {
    private final FakeContext context = new FakeContext();
    private final FakeRequest request =
        new FakeRequest("OPTIONS", "/shop/api/", "items/1")
            .header("Origin", "https://app.example")
            .header("Access-Control-Request-Method", "PUT")
            .header("Access-Control-Request-Headers", "content-type,x-token");
    private final MultivaluedHashMap<String, Object> headers = new MultivaluedHashMap<>();
    private final FakeResponse response = new FakeResponse(headers);

    Preflight() {
      CorsRule rule =
          CorsRule.allow("https://app.example")
              .methods("GET", "PUT")
              .headers("content-type", "x-token")
              .maxAgeSeconds(600)
              .build();
      new CorsFeature(CorsPolicySource.of(rule)).configure(context);
    }

    @Override
    public void run() {
      try {
        context.registered(CorsFilters.BeforeMatching.class).filter(request);
        for (Object each : context.registered()) {
          if (each instanceof ContainerResponseFilter filter) {
            filter.filter(request, response);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      assertThat(headers.getFirst("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
      assertThat(headers.getFirst("Access-Control-Allow-Headers"))
          .isEqualTo("content-type,x-token");
    }
  }

  @Test
  @SuppressWarnings("NullAway") // As it was before.
  void preflightPassesFewFiles() throws Exception {
    RuntimeDelegate.setInstance(new FakeRuntime());
    try {
      assertThat(SourceFiles.passedBy(Preflight.class, "jakarta.servlet."))
          .hasSizeLessThanOrEqualTo(MOST);
    } finally {
      RuntimeDelegate.setInstance(null);
    }
  }
}
