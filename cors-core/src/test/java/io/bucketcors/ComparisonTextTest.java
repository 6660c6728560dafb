package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsComparison.Change;
import io.bucketcors.CorsComparison.Difference;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people read of a comparison. */
class ComparisonTextTest {
  private static final CorsRule READ = CorsRule.allow("https://app.example").methods("GET").build();
  private static final CorsRule WRITE = READ.toBuilder().methods("PUT").id("writers").build();

  @Test
  void showsEachDifferenceWithARequestAndBothAnswers() {
    CorsComparison comparison = compare(READ, WRITE);

    assertThat(comparison.text())
        .isEqualTo(
            """
            wider
            + PUT for https://app.example: granted
                curl -i -X OPTIONS -H 'Origin: https://app.example'\
             -H 'Access-Control-Request-Method: PUT' https://api.example
                before 403 METHOD_NOT_ALLOWED, now 204 allowed by rule 0 (writers)
            = everything else as before\
             (4 classes of origins x 3 methods x 0 classes of headers)""");
    assertThat(comparison).hasToString(comparison.text());
  }

  @Test
  void showsWhatIsWithdrawnByAMinus() {
    assertThat(compare(WRITE, READ).text())
        .startsWith("narrower\n- PUT for https://app.example: no more granted\n    curl ")
        .contains("\n    before 204 allowed by rule 0 (writers), now 403 METHOD_NOT_ALLOWED\n");
  }

  /** The app answers, with a status of its own. */
  @Test
  void namesNoStatusWhereTheAppAnswers() {
    assertThat(difference(READ, READ.toBuilder().credentials(true).build()))
        .asString()
        .endsWith("\n    before allowed by rule 0, now allowed by rule 0");
    assertThat(difference(new CorsRule[0], READ))
        .asString()
        .endsWith("\n    before NO_RULES, now allowed by rule 0");
  }

  @Test
  void namesTheOriginOfASecondWitness() {
    CorsRule two = CorsRule.allow("https://a.example", "https://b.example").methods("GET").build();

    assertThat(difference(new CorsRule[0], two))
        .asString()
        .endsWith("\n    the same for Origin https://b.example");
    assertThat(difference(new CorsRule[0], READ)).asString().doesNotContain("the same for");
  }

  @Test
  void saysThatNothingChanges() {
    assertThat(compare(READ, READ).text())
        .isEqualTo("same\n= everything answers as before (the rules are equal)");
    assertThat(CorsComparison.NONE)
        .hasToString("same\n= everything answers as before (the rules are the same)");
  }

  @Test
  void saysThatWhatDiffersGrantsNothing() {
    assertThat(compare(READ, READ.toBuilder().maxAgeSeconds(60).build()).text())
        .startsWith(
            "same: nothing is granted and nothing is withdrawn\n"
                + "~ GET for https://app.example: max age 60 s instead of none\n");
  }

  @Test
  void saysThatItKnowsNothing() {
    assertThat(CorsComparison.failed(new IllegalStateException("broken")))
        .hasToString(
            "incomparable: there is too much to compare, so anything may be granted; found until"
                + " then:\n= everything answers as before (comparing failed:"
                + " java.lang.IllegalStateException: broken)");
  }

  @Test
  void showsFiftyDifferencesAndCountsTheOthers() {
    Difference difference = difference(READ, WRITE);
    String fifty = times(50, difference).text();

    assertThat(fifty.lines()).filteredOn(line -> line.startsWith("+ PUT")).hasSize(50);
    assertThat(fifty).doesNotContain(" more\n").endsWith("\n= everything else as before (all)");
    assertThat(times(52, difference).text())
        .isEqualTo(fifty.replace("\n= every", "\nand 2 more\n= every"));
  }

  private static CorsComparison times(int count, Difference difference) {
    return new CorsComparison(
        true, false, true, "all", () -> Collections.nCopies(count, difference));
  }

  @Test
  void saysWhatIsGrantedBesideAccess() {
    CorsRule trusted = READ.toBuilder().credentials(true).build();
    CorsRule open = CorsRule.allow("*").methods("GET").build();

    assertThat(difference(new CorsRule[0], READ).what()).isEqualTo("granted");
    assertThat(difference(new CorsRule[0], trusted).what()).isEqualTo("granted, with credentials");
    assertThat(difference(new CorsRule[0], open).what()).isEqualTo("granted, to any origin");
    assertThat(difference(trusted).what()).isEqualTo("no more granted, with credentials");
    assertThat(difference(open).what()).isEqualTo("no more granted, to any origin");
  }

  @Test
  void saysWhatOfAGrantChanges() {
    CorsRule a = READ.toBuilder().expose("X-B", "x-a").build();
    CorsRule c = READ.toBuilder().expose("x-c").build();
    CorsRule hour = READ.toBuilder().maxAgeSeconds(3600).build();
    CorsRule none = READ.toBuilder().maxAgeSeconds(0).build();
    CorsRule trusted = READ.toBuilder().credentials(true).build();

    assertThat(difference(READ, trusted).what()).isEqualTo("with credentials");
    assertThat(difference(trusted, READ).what()).isEqualTo("without credentials");
    assertThat(difference(READ, a).what()).isEqualTo("exposes x-a x-b instead of nothing");
    assertThat(difference(a, c).what()).isEqualTo("exposes x-c instead of x-a x-b");
    assertThat(difference(c, READ).what()).isEqualTo("exposes nothing instead of x-c");
    assertThat(difference(READ, hour).what()).isEqualTo("max age 3600 s instead of none");
    assertThat(difference(hour, none).what()).isEqualTo("max age 0 s instead of 3600 s");
    assertThat(difference(none, READ).what()).isEqualTo("max age none instead of 0 s");
    assertThat(compare(READ, a.toBuilder().credentials(true).build()).differences())
        .extracting(Difference::what)
        .containsExactly(
            "with credentials, exposes x-a x-b instead of nothing", "with credentials");
  }

  @Test
  void saysWhereAStarTakesThePlaceOfTheOrigin() {
    CorsRule open = CorsRule.allow("*").methods("GET").build();

    assertThat(compare(READ, open).differences())
        .extracting(Difference::what)
        .containsExactly("granted, to any origin", "* instead of the origin");
    assertThat(compare(open, READ).differences())
        .extracting(Difference::what)
        .containsExactly("no more granted, to any origin", "the origin instead of *");
  }

  @Test
  void saysOnWhichPathsWhereThereAreSeveralBuckets() {
    CorsPolicy named = CorsPolicy.builder().bucket("files").rule(READ).build();
    CorsPolicies before =
        CorsPolicies.builder().defaultBucket(CorsPolicy.of(READ)).bucket(named).build();
    CorsPolicies after =
        CorsPolicies.builder().defaultBucket(CorsPolicy.of(WRITE)).bucket(named).build();

    assertThat(CorsPolicies.compare(before, after).change()).isEqualTo(Change.WIDER);
    assertThat(CorsPolicies.compare(before, after).differences())
        .extracting(Difference::region)
        .containsExactly("PUT for https://app.example, on any path");
    assertThat(compare(READ, WRITE).differences())
        .extracting(Difference::region)
        .containsExactly("PUT for https://app.example");
  }

  private static CorsComparison compare(CorsRule before, CorsRule after) {
    return CorsPolicy.compare(CorsPolicy.of(before), CorsPolicy.of(after));
  }

  private static Difference difference(CorsRule before, CorsRule... after) {
    return difference(new CorsRule[] {before}, after);
  }

  private static Difference difference(CorsRule[] before, CorsRule... after) {
    List<Difference> found =
        CorsPolicy.compare(CorsPolicy.of(before), CorsPolicy.of(after)).differences();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
