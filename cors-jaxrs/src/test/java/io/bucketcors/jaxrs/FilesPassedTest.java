package io.bucketcors.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much of this project somebody reads who follows one request. */
class FilesPassedTest {
  /** The most files: a reader has to keep in mind what stands in each. */
  private static final int MOST = 20;

  /** Servlets bring what is injected, and the server's own request and response. */
  private static final int MOST_ON_SERVLETS = 22;

  /** A preflight in an app of one bucket, which is granted. */
  static class Preflight implements Runnable {
    final FakeContext context = new FakeContext();
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

  /** The same in a servlet container. */
  static final class PreflightOnServlets extends Preflight {
    private final FakeServer server = new FakeServer();

    PreflightOnServlets() {
      context.registered().forEach(each -> Injection.into(each, server));
    }

    @Override
    public void run() {
      super.run();
      assertThat(server.flushed).isTrue();
    }
  }

  @BeforeEach
  void start() {
    RuntimeDelegate.setInstance(new FakeRuntime());
  }

  @AfterEach
  @SuppressWarnings("NullAway") // As it was before.
  void end() {
    RuntimeDelegate.setInstance(null);
  }

  @Test
  void preflightPassesFewFiles() throws Exception {
    assertThat(SourceFiles.passedBy(Preflight.class, "jakarta.servlet."))
        .contains("jaxrs/CorsFilters", "StandardAnswers", "match/RuleIndex")
        .hasSizeLessThanOrEqualTo(MOST);
  }

  @Test
  void preflightPassesFewFilesOnServlets() throws Exception {
    assertThat(SourceFiles.passedBy(PreflightOnServlets.class, "no."))
        .contains("jaxrs/ServletExchange")
        .hasSizeLessThanOrEqualTo(MOST_ON_SERVLETS);
  }
}
