package io.bucketcors.benchmarks.report;

import io.bucketcors.benchmarks.filter.FilterScenario;
import io.bucketcors.benchmarks.filter.Subject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Bars of what a request costs, shorter is better, ours in colour. */
final class Chart {
  private static final int WIDTH = 880;
  private static final int PANEL = 440;
  private static final int LABEL = 150;
  private static final int BAR = 16;
  private static final int STEP = 26;
  private static final int TOP = 92;

  /** The colours of one theme. */
  enum Theme {
    LIGHT("#ffffff", "#1f2328", "#59636e", "#b6bec8", "#0969da"),
    DARK("#0d1117", "#f0f6fc", "#9198a1", "#4b535d", "#4493f8");

    private final String ground;
    private final String text;
    private final String quiet;
    private final String bar;
    private final String ours;

    Theme(String ground, String text, String quiet, String bar, String ours) {
      this.ground = ground;
      this.text = text;
      this.quiet = quiet;
      this.bar = bar;
      this.ours = ours;
    }
  }

  private final Figures figures;
  private final Theme theme;
  private final StringBuilder svg = new StringBuilder();

  private Chart(Figures figures, Theme theme) {
    this.figures = figures;
    this.theme = theme;
  }

  /** Draws it as SVG. */
  static String draw(Figures figures, Theme theme, String caption) {
    return new Chart(figures, theme).draw(caption);
  }

  private String draw(String caption) {
    int rows = subjects(FilterScenario.GET_EXACT).size();
    int height = TOP + rows * STEP + 44;
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" font-family=\"system-ui, sans-serif\" role=\"img\""
                + " aria-label=\"%s\">%n",
            WIDTH,
            height,
            WIDTH,
            height,
            "CORS for one request: bars of its time, shorter is" + " better"));
    svg.append(
        String.format(
            "<rect width=\"%d\" height=\"%d\" fill=\"%s\"/>%n", WIDTH, height, theme.ground));
    text(16, 30, 18, 600, theme.text, "start", "What CORS costs a request: shorter is better");
    text(
        16,
        50,
        12,
        400,
        theme.quiet,
        "start",
        "times the least possible work: read one header, look it up, write one header");
    panel(0, "GET from an allowed origin", FilterScenario.GET_EXACT);
    panel(PANEL, "Preflight for three headers", FilterScenario.PREFLIGHT_3);
    text(16, height - 14, 11, 400, theme.quiet, "start", caption);
    text(
        WIDTH - 16,
        height - 14,
        11,
        400,
        theme.quiet,
        "end",
        "† checks neither method nor headers");
    return svg.append("</svg>\n").toString();
  }

  private List<Subject> subjects(FilterScenario scenario) {
    return Arrays.stream(Subject.values())
        .filter(subject -> subject != Subject.FLOOR)
        .filter(subject -> !Double.isNaN(figures.overFloor(subject, scenario)))
        .sorted(Comparator.comparingDouble(subject -> figures.overFloor(subject, scenario)))
        .toList();
  }

  private void panel(int left, String title, FilterScenario scenario) {
    List<Subject> subjects = subjects(scenario);
    double most =
        subjects.stream()
            .mapToDouble(subject -> figures.overFloor(subject, scenario))
            .max()
            .orElse(1);
    text(left + 16, TOP - 14, 13, 600, theme.text, "start", title);
    int room = PANEL - LABEL - 16 - 64;
    int y = TOP;
    for (Subject subject : subjects) {
      double ratio = figures.overFloor(subject, scenario);
      boolean ours = subject == Subject.OURS;
      String mark = subject.checks(scenario) ? "" : " †";
      int weight = ours ? 700 : 400;
      String colour = ours ? theme.ours : theme.text;
      text(left + LABEL, y + 13, 12, weight, colour, "end", shortTitle(subject) + mark);
      double length = Math.max(2, ratio / most * room);
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n",
              left + LABEL + 10,
              y,
              length,
              BAR,
              ours ? theme.ours : theme.bar));
      text(
          (int) (left + LABEL + 16 + length),
          y + 13,
          12,
          weight,
          colour,
          "start",
          Figures.number(ratio) + " ×");
      y += STEP;
    }
  }

  private static String shortTitle(Subject subject) {
    return subject == Subject.THETRANSACTIONCOMPANY ? "thetransactionco." : subject.title();
  }

  private void text(
      int x, int y, int size, int weight, String colour, String anchor, String words) {
    svg.append(
        String.format(
            "<text x=\"%d\" y=\"%d\" font-size=\"%d\" font-weight=\"%d\" fill=\"%s\""
                + " text-anchor=\"%s\">%s</text>%n",
            x, y, size, weight, colour, anchor, words));
  }
}
