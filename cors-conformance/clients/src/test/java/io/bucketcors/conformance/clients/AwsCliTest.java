package io.bucketcors.conformance.clients;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.clients.AwsCli.Ended;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Amazon's command line. */
class AwsCliTest {
  @TempDir Path folder;
  private TestBucket bucket;
  private AwsCli cli;

  @BeforeEach
  void start() throws Exception {
    AwsCli.require();
    bucket = TestBucket.signed();
    cli = new AwsCli(bucket, folder);
  }

  @AfterEach
  void stop() {
    if (bucket != null) {
      bucket.close();
    }
  }

  private String aws(String... arguments) throws Exception {
    Ended ended = cli.aws(arguments);
    assertThat(ended.status()).as(ended.output()).isZero();
    return ended.output();
  }

  @Test
  void putsGetsAndDeletesRules() throws Exception {
    Files.writeString(
        folder.resolve("rules.json"),
        """
        {"CORSRules": [{"AllowedOrigins": ["https://a.example"], "AllowedMethods": ["GET", "PUT"],
          "AllowedHeaders": ["*"], "ExposeHeaders": ["ETag"], "MaxAgeSeconds": 3000}]}
        """);
    assertThat(cli.aws("s3api", "get-bucket-cors", "--bucket", "demo").output())
        .contains("NoSuchCORSConfiguration");
    aws(
        "s3api",
        "put-bucket-cors",
        "--bucket",
        "demo",
        "--cors-configuration",
        "file://rules.json");
    assertThat(bucket.granted("demo", "PUT")).hasValue("https://a.example");
    assertThat(aws("s3api", "get-bucket-cors", "--bucket", "demo"))
        .contains("\"https://a.example\"", "\"ETag\"", "3000");
    aws("s3api", "delete-bucket-cors", "--bucket", "demo");
    assertThat(bucket.granted("demo", "PUT")).isEmpty();
  }

  /** More than 8 MiB go up in parts, several at once. */
  @Test
  void copiesALargeFileThereAndBack() throws Exception {
    byte[] bytes = new byte[20 * 1024 * 1024];
    new Random(1).nextBytes(bytes);
    Files.write(folder.resolve("large.bin"), bytes);
    aws("s3", "mb", "s3://cli-bucket");
    aws("s3", "cp", "large.bin", "s3://cli-bucket/deep/large.bin", "--metadata", "note=kept");
    assertThat(bucket.folder("cli-bucket").resolve("deep/large.bin")).hasBinaryContent(bytes);
    assertThat(aws("s3api", "head-object", "--bucket", "cli-bucket", "--key", "deep/large.bin"))
        .contains("-3\\\"\"", "\"note\": \"kept\"");
    aws("s3", "cp", "s3://cli-bucket/deep/large.bin", "back.bin");
    assertThat(folder.resolve("back.bin")).hasBinaryContent(bytes);
    assertThat(aws("s3", "ls", "s3://cli-bucket/")).contains("PRE deep/");
    aws("s3", "rm", "s3://cli-bucket/deep/large.bin");
    aws("s3", "rb", "s3://cli-bucket");
  }

  @Test
  void presignsWhatAnybodyCanThenUse() throws Exception {
    String url = aws("s3", "presign", "s3://demo/test.txt", "--expires-in", "60").strip();
    assertThat(TestBucket.send(HttpRequest.newBuilder(URI.create(url))).body())
        .isEqualTo("Hello from the bucket.\n");
    assertThat(
            TestBucket.send(
                    HttpRequest.newBuilder(URI.create(url.replace("Expires=60", "Expires=61"))))
                .statusCode())
        .isEqualTo(403);
  }

  /** What the documentation shows is what happens; only the port is the machine's business. */
  @Test
  void doesWhatTheTranscriptsShow() throws Exception {
    int seen = 0;
    for (String page : List.of("README.md", "docs/bucket.md")) {
      for (String transcript : transcripts(Files.readString(root().resolve(page)))) {
        seen++;
        String text = transcript.replace("localhost:8080", "127.0.0.1:" + bucket.port());
        for (String part : text.split("(?m)^\\$ ")) {
          String[] command = part.split("\n", 2);
          if (!command[0].isBlank()) {
            assertThat(cli.shell(command[0]).output().replace("\r", ""))
                .as(page + ": " + command[0])
                .isEqualTo(command[1]);
          }
        }
      }
    }
    assertThat(seen).isPositive();
  }

  private static List<String> transcripts(String page) {
    List<String> found = new ArrayList<>();
    Matcher blocks = Pattern.compile("(?s)\n```console\n(.*?)\n```\n").matcher(page);
    while (blocks.find()) {
      if (blocks.group(1).contains("$ aws ")) {
        found.add(blocks.group(1) + "\n");
      }
    }
    return found;
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("README.md"))) {
      folder = requireNonNull(folder.getParent());
    }
    return folder;
  }
}
