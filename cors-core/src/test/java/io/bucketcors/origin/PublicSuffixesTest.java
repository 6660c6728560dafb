package io.bucketcors.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicSuffixesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com",
        "co.uk",
        "uk",
        "github.io",
        "s3.amazonaws.com",
        "amazonaws.com",
        "ck",
        "anything.ck",
        "xn--55qx5d.cn",
        "xn--p1ai",
        "myqcloud.com",
        "cos.myqcloud.com",
        "cos.ap-beijing.myqcloud.com",
        "oss-cn-hangzhou.aliyuncs.com"
      })
  void knowsSuffixesUnderWhichStrangersHaveNames(String suffix) {
    assertThat(PublicSuffixes.get().isShared(suffix)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "bbc.co.uk",
        "me.github.io",
        "www.ck",
        "a.xn--55qx5d.cn",
        "example.xn--p1ai",
        "xn--a",
        "xn--",
        "example",
        "localhost",
        "test",
        "mine-1250000000.cos.ap-beijing.myqcloud.com",
        "mine.oss-cn-hangzhou.aliyuncs.com"
      })
  void leavesNamesThatOneOwnerHas(String host) {
    assertThat(PublicSuffixes.get().isShared(host)).isFalse();
  }
}
