package io.bucketcors.jaxrs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.RuntimeDelegate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bodies with which a store refuses, and where they are written. */
class RefusalBodyTest {
  private static final String APP = "https://app.example";

  private CorsFilters cors = of(CorsDialect.S3);
  private final MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
  private final FakeResponse response = new FakeResponse(headers);

  @BeforeEach
  void start() {
    RuntimeDelegate.setInstance(new FakeRuntime());
  }

  @AfterEach
  @SuppressWarnings("NullAway") // As it was before.
  void end() {
    RuntimeDelegate.setInstance(null);
  }

  private static FakeRequest preflight(String method) {
    return new FakeRequest("OPTIONS", "/shop/api/", "items/1")
        .header("Origin", APP)
        .header("Access-Control-Request-Method", method);
  }

  private void askBeforeMatching(FakeRequest request) {
    new CorsFilters.BeforeMatching(cors).filter(request);
  }

  private void answer(FakeRequest request) {
    new CorsFilters.Answered(cors).filter(request, response);
  }

  /** The filters of a bucket that lists another origin. */
  private static CorsFilters of(CorsDialect dialect) {
    CorsPolicy policy =
        CorsPolicy.builder()
            .dialect(dialect)
            .rule(CorsRule.allow("https://other.example").methods("GET", "HEAD").build())
            .build();
    return new CorsFilters(CorsPolicySource.fixed(CorsPolicies.of(policy)), () -> "/shop");
  }

  @Test
  void namesHostAndPathInTheBodyOfARefusal() {
    cors = of(CorsDialect.COS);
    FakeRequest request = preflight("GET").header("Host", "files.example");
    answer(request);
    assertThat(bodyText()).contains("<Resource>files.example/api/items/1</Resource>");
    FakeRequest root =
        new FakeRequest("OPTIONS", "/shop", "/")
            .header("Origin", APP)
            .header("Access-Control-Request-Method", "GET")
            .header("Host", "files.example");
    answer(root);
    assertThat(bodyText()).contains("<Resource>files.example/</Resource>");
    FakeRequest elsewhere =
        new FakeRequest("OPTIONS", "/api/", "")
            .header("Origin", APP)
            .header("Access-Control-Request-Method", "GET");
    answer(elsewhere);
    assertThat(bodyText()).contains("<Resource>/api</Resource>");
  }

  private String bodyText() {
    return new String((byte[]) response.entity(), US_ASCII);
  }

  @Test
  void namesTheMethodOfARefusalOfAStore() {
    answer(preflight("HEAD"));
    assertThat(bodyText()).contains("<Method>HEAD</Method>", "<ResourceType>OBJECT<");
  }

  @Test
  void writesNoBodyThatIsSentAlready() {
    FakeServer server = new FakeServer();
    cors.serveWith(new ServletExchange(server.request(), server.response()));
    FakeRequest request = preflight("GET");
    askBeforeMatching(request);
    assertThat(server.body.toString(US_ASCII)).contains("<Code>AccessForbidden</Code>");
    assertThat(request.aborts()).isOne();
    answer(request);
    assertThat(response.entity()).isEqualTo(new byte[0]);
  }

  @Test
  void writesNoBodyToWhatIsAHeadByNow() {
    FakeRequest request = preflight("HEAD");
    askBeforeMatching(request);
    request.setMethod("HEAD");
    answer(request);
    assertThat(response.getStatus()).isEqualTo(403);
    assertThat(response.entity()).isNull();
  }

  @Test
  void answersOptionsThatIsNoPreflightAsAStoreDoes() {
    FakeRequest request = new FakeRequest("OPTIONS", "/shop/api/", "items/1");
    askBeforeMatching(request);
    assertThat(request.aborts()).isOne();
    answer(request);
    assertThat(response.getStatus()).isEqualTo(400);
  }
}
