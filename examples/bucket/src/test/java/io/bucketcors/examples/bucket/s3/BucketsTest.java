package io.bucketcors.examples.bucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.examples.bucket.BucketExample;
import io.bucketcors.examples.bucket.Options;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets themselves, and what is in them. */
class BucketsTest {
  private static BucketExample example;
  private static Client client;

  @BeforeAll
  static void start() throws Exception {
    example = BucketExample.start(Options.ephemeral().withKeys(Client.ACCESS, Client.SECRET));
    client = new Client(example);
  }

  @AfterAll
  static void stop() {
    example.close();
  }

  @Test
  void makesShowsAndRemovesABucket() throws Exception {
    assertThat(client.send("HEAD", "/my-bucket.2", "").statusCode()).isEqualTo(404);
    assertThat(client.send("PUT", "/my-bucket.2", "").statusCode()).isEqualTo(200);
    assertThat(client.send("HEAD", "/my-bucket.2", "").statusCode()).isEqualTo(200);
    assertThat(client.send("GET", "/", "").body())
        .contains("<Name>demo</Name>", "<Name>my-bucket.2</Name>");
    assertThat(Client.code(client.send("PUT", "/my-bucket.2", "")))
        .isEqualTo("409 BucketAlreadyOwnedByYou");
    client.send("PUT", "/my-bucket.2/deep/a.txt", "x");
    assertThat(Client.code(client.send("DELETE", "/my-bucket.2", "")))
        .isEqualTo("409 BucketNotEmpty");
    client.send("DELETE", "/my-bucket.2/deep/a.txt", "");
    assertThat(client.send("DELETE", "/my-bucket.2", "").statusCode()).isEqualTo(204);
    assertThat(example.folder().resolve("my-bucket.2")).doesNotExist();
    assertThat(client.send("HEAD", "/my-bucket.2", "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "Upper", "a..b", "-ab", "ab-", "192.168.0.1", ".bucketcors", "a_b"})
  void refusesANameThatNoBucketCanHave(String name) throws Exception {
    assertThat(Client.code(client.send("PUT", "/" + name, ""))).isEqualTo("400 InvalidBucketName");
    assertThat(example.folder().resolve(name))
        .satisfiesAnyOf(
            path -> assertThat(path).doesNotExist(),
            path -> assertThat(name).isEqualTo(".bucketcors"));
  }

  @Test
  void saysOfABucketThatIsNotThereThatItIsNot() throws Exception {
    for (String method : List.of("GET", "PUT", "DELETE")) {
      for (String path : List.of("/nope/a.txt", "/nope?cors", "/nope/a.txt?uploadId=x")) {
        assertThat(Client.code(client.send(method, path, "")))
            .as("%s %s", method, path)
            .isEqualTo("404 NoSuchBucket");
      }
    }
    HttpResponse<String> preflight =
        client.unsigned(
            "OPTIONS",
            "/nope/a.txt",
            "",
            "Origin",
            "https://app.example",
            "Access-Control-Request-Method",
            "GET");
    assertThat(Client.code(preflight)).isEqualTo("404 NoSuchBucket");
    assertThat(preflight.headers().map()).doesNotContainKey("Access-Control-Allow-Origin");
  }

  private static List<String> all(String element, HttpResponse<String> answer) {
    List<String> found = new ArrayList<>();
    Pattern.compile("<" + element + ">([^<]*)<")
        .matcher(answer.body())
        .results()
        .forEach(each -> found.add(each.group(1)));
    return found;
  }

  /** In the order of the keys, which is not that of folders: a dash comes before a slash. */
  @Test
  void listsKeysInTheirOrder() throws Exception {
    client.send("PUT", "/ordered", "");
    for (String key : List.of("a/b.txt", "a-b.txt", "a.txt", "b/c/d.txt", "b/e.txt")) {
      assertThat(client.send("PUT", "/ordered/" + key, "x").statusCode()).isEqualTo(200);
    }
    HttpResponse<String> list = client.send("GET", "/ordered?list-type=2", "");
    assertThat(all("Key", list))
        .containsExactly("a-b.txt", "a.txt", "a/b.txt", "b/c/d.txt", "b/e.txt");
    assertThat(all("ETag", list)).contains("&quot;9dd4e461268c8034f5c8564e155c67a6&quot;");
    assertThat(all("Size", list)).containsExactly("1", "1", "1", "1", "1");
    assertThat(all("KeyCount", list)).containsExactly("5");
    assertThat(all("IsTruncated", list)).containsExactly("false");

    assertThat(all("Key", client.send("GET", "/ordered?list-type=2&prefix=b%2F", "")))
        .containsExactly("b/c/d.txt", "b/e.txt");
    assertThat(all("Key", client.send("GET", "/ordered?list-type=2&prefix=b%2Fc", "")))
        .containsExactly("b/c/d.txt");
    assertThat(all("Key", client.send("GET", "/ordered?list-type=2&start-after=a.txt", "")))
        .containsExactly("a/b.txt", "b/c/d.txt", "b/e.txt");
    HttpResponse<String> folders = client.send("GET", "/ordered?list-type=2&delimiter=%2F", "");
    assertThat(all("Key", folders)).containsExactly("a-b.txt", "a.txt");
    assertThat(folders.body())
        .contains("<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>")
        .contains("<CommonPrefixes><Prefix>b/</Prefix></CommonPrefixes>");
    HttpResponse<String> below =
        client.send("GET", "/ordered?list-type=2&delimiter=%2F&prefix=b%2F", "");
    assertThat(all("Key", below)).containsExactly("b/e.txt");
    assertThat(below.body()).contains("<CommonPrefixes><Prefix>b/c/</Prefix></CommonPrefixes>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&delimiter=%2F"})
  void listsPageByPage(String delimiter) throws Exception {
    client.send("PUT", "/paged", "");
    for (String key : List.of("a/1", "a/2", "b", "c/1", "c/2", "d")) {
      client.send("PUT", "/paged/" + key, "x");
    }
    String whole = "/paged?list-type=2" + delimiter;
    HttpResponse<String> atOnce = client.send("GET", whole, "");
    List<String> expected = new ArrayList<>(all("Key", atOnce));
    expected.addAll(all("Prefix", atOnce));
    for (int size = 1; size < 5; size++) {
      List<String> found = new ArrayList<>(List.of(""));
      String next = "";
      int pages = 0;
      do {
        HttpResponse<String> page = client.send("GET", whole + "&max-keys=" + size + next, "");
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        found.addAll(all("Key", page));
        found.addAll(all("Prefix", page).stream().filter(each -> !each.isEmpty()).toList());
        String token = Client.element("NextContinuationToken", page);
        next = token.isEmpty() ? "" : "&continuation-token=" + token.replace("=", "%3D");
        assertThat(++pages).isLessThan(20);
      } while (!next.isEmpty());
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void listsTheOldWayToo() throws Exception {
    client.send("PUT", "/old-list", "");
    client.send("PUT", "/old-list/test.txt", "x");
    client.send("PUT", "/old-list/a.txt", "x");
    HttpResponse<String> first = client.send("GET", "/old-list?max-keys=1", "");
    assertThat(all("Key", first)).containsExactly("a.txt");
    assertThat(all("NextMarker", first)).containsExactly("a.txt");
    HttpResponse<String> second = client.send("GET", "/old-list?max-keys=1&marker=a.txt", "");
    assertThat(all("Key", second)).containsExactly("test.txt");
    assertThat(all("IsTruncated", second)).containsExactly("false");
  }

  @Test
  void findsBucketsByTheirHost() throws Exception {
    client.send("PUT", "/my-bucket", "");
    client.send("PUT", "/my-bucket/a.txt", "by path");
    assertThat(byHost("my-bucket.localhost", "/a.txt")).endsWith("\n\nby path");
    assertThat(byHost("MY-BUCKET.localhost", "/a.txt")).endsWith("\n\nby path");
    assertThat(byHost("demo.localhost", "/a.txt")).contains("<Code>NoSuchKey</Code>");
    assertThat(byHost("demo.localhost", "/test.txt")).startsWith("HTTP/1.1 200 ");
    assertThat(byHost("nope.localhost", "/a.txt")).contains("<Code>NoSuchBucket</Code>");
    // A page's own host is not a bucket's where the path names one.
    assertThat(byHost("api.localhost", "/demo/test.txt")).startsWith("HTTP/1.1 200 ");
    assertThat(byHost("demo.localhost", "/my-bucket/a.txt")).contains("<Code>NoSuchKey</Code>");
  }

  private String byHost(String host, String path) {
    return new RawHttp(example.bucket().getPort())
        .text("GET " + path + " HTTP/1.1\nHost: " + host + "\nConnection: close\n\n");
  }
}
