package io.bucketcors.benchmarks.report;

import io.bucketcors.benchmarks.endtoend.Container;
import io.bucketcors.benchmarks.endtoend.Load;
import io.bucketcors.benchmarks.endtoend.Variant;
import io.bucketcors.benchmarks.filter.FilterScenario;
import io.bucketcors.benchmarks.filter.FilterScenario.Group;
import io.bucketcors.benchmarks.filter.Part;
import io.bucketcors.benchmarks.filter.Subject;
import io.bucketcors.benchmarks.start.Source;
import io.bucketcors.benchmarks.start.StartRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Results as tables of Markdown, by name. What was not measured has no table. */
final class Tables {
  private final Figures figures;
  private final Map<String, String> tables = new LinkedHashMap<>();

  private Tables(Figures figures) {
    this.figures = figures;
  }

  static Map<String, String> of(Figures figures) {
    Tables all = new Tables(figures);
    all.goals();
    all.filters("filters", List.of(Group.MAIN, Group.SHAPE), all::ratio);
    all.parts();
    all.filters("scale", List.of(Group.SCALE, Group.OURS), all::ratio);
    all.filters("attacks", List.of(Group.ATTACK), all::ratio);
    all.filters("bytes", List.of(Group.values()), all::bytes);
    all.endToEnd();
    all.starts();
    all.firstAnswers();
    all.sizes();
    return all.tables;
  }

  private void goals() {
    List<List<String>> rows = new ArrayList<>();
    for (Goal goal : Goals.of(figures)) {
      rows.add(List.of(goal.what(), goal.promised(), goal.measured(), goal.outcome().words));
    }
    put("goals", List.of("", "goal", "measured", ""), rows);
  }

  private String ratio(Subject subject, FilterScenario scenario) {
    double floor = figures.floor(scenario);
    return Figures.range(
        figures.time(subject, scenario) / floor, figures.worstTime(subject, scenario) / floor);
  }

  private String bytes(Subject subject, FilterScenario scenario) {
    return Figures.whole(figures.bytes(subject, scenario));
  }

  private void filters(
      String name, List<Group> groups, BiFunction<Subject, FilterScenario, String> cell) {
    List<Subject> subjects =
        Arrays.stream(Subject.values()).filter(subject -> subject != Subject.FLOOR).toList();
    List<List<String>> rows = new ArrayList<>();
    for (FilterScenario scenario : FilterScenario.values()) {
      if (!groups.contains(scenario.group()) || cell.apply(Subject.OURS, scenario).isEmpty()) {
        continue;
      }
      List<String> row = new ArrayList<>();
      row.add(scenario.title());
      for (Subject subject : subjects) {
        String value = subject.has(scenario) ? cell.apply(subject, scenario) : "";
        boolean marked = !value.isEmpty() && !subject.checks(scenario);
        String text = marked ? value + "†" : value;
        row.add(subject == Subject.OURS ? "**" + text + "**" : text);
      }
      rows.add(row);
    }
    List<String> head = new ArrayList<>(List.of(""));
    subjects.forEach(subject -> head.add(subject.title()));
    put(name, head, rows);
  }

  private void parts() {
    List<List<String>> rows = new ArrayList<>();
    double nothing = figures.part(Part.NOTHING);
    double floor = figures.floor(FilterScenario.GET_EXACT);
    for (Part part : Part.values()) {
      double more = part == Part.NOTHING ? nothing : figures.part(part) - nothing;
      if (!Double.isNaN(more)) {
        rows.add(List.of(part.title(), Figures.number(Math.max(0, more / floor))));
      }
    }
    put("parts", List.of("", "floors"), rows);
  }

  private void endToEnd() {
    List<List<String>> rows = new ArrayList<>();
    for (Variant variant : Load.variants()) {
      List<String> row = new ArrayList<>(List.of(variant.title()));
      boolean measured = false;
      for (Container container : Container.values()) {
        Interval ratio =
            Interval.ofRatios(
                figures.results().all(Load.name(container, variant)),
                figures.results().all(Load.name(container, Variant.CONSTANT)));
        measured |= !Double.isNaN(ratio.median());
        row.add(variant == Variant.CONSTANT ? "1" : ratio.toString());
      }
      if (measured) {
        rows.add(row);
      }
    }
    put("end-to-end", head(""), rows);
  }

  private static List<String> head(String first) {
    List<String> head = new ArrayList<>(List.of(first));
    Arrays.stream(Container.values()).forEach(container -> head.add(container.title()));
    return head;
  }

  private void starts() {
    List<List<String>> rows = new ArrayList<>();
    for (Source source : Source.values()) {
      for (int rules : StartRun.counts(source)) {
        if (figures.results().has("start/" + source + "/" + rules + "/warm")) {
          rows.add(
              List.of(
                  Figures.whole(rules) + " rules, " + source.title(),
                  start(source, rules, "first"),
                  start(source, rules, "warm")));
        }
      }
    }
    put("starts", List.of("", "first, in a fresh JVM", "once the JVM is warm, CPU time"), rows);
  }

  private String start(Source source, int rules, String kind) {
    double millis = figures.results().least("start/" + source + "/" + rules + "/" + kind);
    double alone = figures.results().least("start/" + Source.CODE + "/" + rules + "/" + kind);
    return Figures.number(millis / alone) + " × (" + Figures.number(millis) + " ms)";
  }

  private void firstAnswers() {
    List<List<String>> rows = new ArrayList<>();
    for (Variant variant : StartRun.variants()) {
      List<String> row = new ArrayList<>(List.of(variant.title()));
      for (Container container : Container.values()) {
        double millis = figures.results().least(StartRun.name(container, variant));
        double without = figures.results().least(StartRun.name(container, Variant.NONE));
        if (!Double.isNaN(millis)) {
          row.add(
              Figures.whole(millis)
                  + " ms"
                  + (variant == Variant.NONE
                      ? ""
                      : String.format(" (%+d ms)", Math.round(millis - without))));
        }
      }
      if (row.size() > 1) {
        rows.add(row);
      }
    }
    put("first-answer", head(""), rows);
  }

  private void sizes() {
    List<List<String>> rows = new ArrayList<>();
    Map.of(
            "memory/one", "one rule",
            "memory/rules", "10,000 rules",
            "memory/buckets", "10,000 buckets of one rule each")
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(entry -> figures.results().has(entry.getKey()))
        .forEach(entry -> rows.add(List.of(entry.getValue(), kilobytes(entry.getKey()))));
    put("memory", List.of("in memory", "KB"), List.copyOf(rows));
    rows.clear();
    for (String jar : figures.results().names("jar/")) {
      rows.add(List.of(jar.substring(4), kilobytes(jar)));
    }
    put("jars", List.of("jar", "KB"), rows);
  }

  private String kilobytes(String name) {
    return Figures.whole(figures.results().least(name) / 1_024);
  }

  private void put(String name, List<String> head, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    StringBuilder table = new StringBuilder();
    line(table, head);
    table.append("|---".repeat(head.size())).append("|\n");
    rows.forEach(row -> line(table, row));
    tables.put(name, table.toString());
  }

  private static void line(StringBuilder table, List<String> cells) {
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
