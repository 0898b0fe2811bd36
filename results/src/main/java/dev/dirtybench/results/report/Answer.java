package dev.dirtybench.results.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.results.stats.PairedEffect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The first thing on the page: which backend to take, how sure that is, what it costs. */
final class Answer {
  static final String ALL = "*";

  private final List<ReportRow> rows;
  private final Cast cast;
  private final Memory memory;
  private final List<String> scopes = new ArrayList<>(List.of(ALL));

  Answer(List<ReportRow> rows, Cast cast, Memory memory) {
    this.rows = rows;
    this.cast = cast;
    this.memory = memory;
    Set<String> traces = new LinkedHashSet<>();
    rows.stream().filter(ReportRow::isPrimary).forEach(row -> traces.add(row.place().trace()));
    traces.remove("");
    scopes.addAll(traces);
  }

  private Ranking ranking(String scope) {
    return Ranking.of(
        rows.stream()
            .filter(row -> scope.equals(ALL) || row.place().trace().equals(scope))
            .toList(),
        cast);
  }

  private Optional<Double> memory(Series series, String scope) {
    return memory.of(series, trace -> scope.equals(ALL) || trace.equals(scope));
  }

  Chart chart() {
    Chart chart =
        new Chart(
            "answer",
            "",
            "How many times as long as the fastest of each workload: the geometric mean, every"
                + " operation weighing the same, so that only who always wins has 1. Beside it the"
                + " memory, heap and off-heap. Lines are limits of each one-sided 1 %, where there"
                + " are four forks or more.",
            "answer",
            "trace",
            "series",
            "ratio",
            "low",
            "high",
            "label");
    for (String scope : scopes) {
      Ranking ranking = ranking(scope);
      double first = ranking.ranked().isEmpty() ? 1 : ranking.ranked().get(0).ratio();
      for (Ranking.Ranked ranked : ranking.ranked()) {
        PairedEffect behind = ranked.behind();
        boolean limits = behind != null && Double.isFinite(behind.lower());
        String bytes =
            memory(ranked.series(), scope).map(b -> " \u00b7 " + Shown.text(b, "B")).orElse("");
        chart
            .panel("")
            .row(
                scope,
                ranked.series().name(),
                ranked.ratio(),
                limits ? first * Math.exp(behind.lower()) : null,
                limits ? first * Math.exp(behind.upper()) : null,
                Shown.digits(ranked.ratio()) + "\u00d7" + bytes);
      }
    }
    return chart.omit("there are no two backends with a workload in common");
  }

  /** Sentences by scope: title, text, and how sure it is. */
  ArrayNode words() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (String scope : scopes) {
      ObjectNode node = array.addObject().put("trace", scope);
      Ranking ranking = ranking(scope);
      if (ranking.ranked().size() < 2) {
        node.put("take", "Nothing to choose between");
        node.put("why", "There are no two backends with a workload in common; see the table.");
        node.put("sure", "").put("memory", "");
        continue;
      }
      say(node, scope, ranking);
    }
    return array;
  }

  private void say(ObjectNode node, String scope, Ranking ranking) {
    Ranking.Ranked first = ranking.ranked().get(0);
    Ranking.Ranked second = ranking.ranked().get(1);
    Ranking.Ranked last = ranking.ranked().get(ranking.ranked().size() - 1);
    boolean tied =
        second.behind() != null
            && Double.isFinite(second.behind().lower())
            && second.behind().lower() <= 0;
    node.put(
        "take",
        tied ? first.series().name() + " or " + second.series().name() : first.series().name());
    node.put(
        "why",
        format(
            "Over %s of %s, %s takes the least time; %s takes %s times as long%s.%s",
            count(ranking.workloads(), "workload"),
            count(ranking.operations(), "operation"),
            first.series().name(),
            second.series().name(),
            Shown.digits(second.ratio() / first.ratio()),
            last == second
                ? ""
                : format(
                    ", %s, the last, %s times",
                    last.series().name(), Shown.digits(last.ratio() / first.ratio())),
            ranking.unranked().isEmpty()
                ? ""
                : " Not ranked, for want of cells: "
                    + String.join(", ", ranking.unranked())
                    + '.'));
    node.put("sure", sure(ranking, first, second));
    node.put("memory", memoryWords(scope, ranking, first));
  }

  private static String sure(Ranking ranking, Ranking.Ranked first, Ranking.Ranked second) {
    String wins =
        format(
            "%s is the fastest in %d of %s",
            first.series().name(), first.wins(), count(ranking.workloads(), "workload"));
    PairedEffect effect = second.behind();
    if (effect == null) {
      return "How sure: not known, for want of the values of forks that were measured side by side. "
          + wins
          + ". Take it as a hint.";
    }
    if (!Double.isFinite(effect.lower())) {
      return format(
          "How sure: not very. Each cell has %s, limits need %d. %s; differences of a few percent"
              + " may be chance.",
          count(effect.pairs(), "fork"), PairedEffect.FEWEST_PAIRS, wins);
    }
    String limits =
        format(
            "%s takes %s to %s times as long by %d forks side by side (each limit one-sided 1 %%)",
            second.series().name(),
            Shown.digits(Math.exp(effect.lower())),
            Shown.digits(Math.exp(effect.upper())),
            effect.pairs());
    return (effect.lower() > 0
            ? "How sure: very, for this machine. "
            : "How sure: the first two cannot be told apart. ")
        + limits
        + "; "
        + wins
        + '.';
  }

  private String memoryWords(String scope, Ranking ranking, Ranking.Ranked first) {
    Optional<Double> its = memory(first.series(), scope);
    if (its.isEmpty()) {
      return "What it costs in memory: not measured in this run.";
    }
    Ranking.Ranked least =
        ranking.ranked().stream()
            .filter(ranked -> memory(ranked.series(), scope).isPresent())
            .min(Comparator.comparingDouble(r -> memory(r.series(), scope).orElseThrow()))
            .orElse(first);
    String mean =
        scope.equals(ALL) && memory.traces() > 1
            ? format(" (geometric mean over %d traces)", memory.traces())
            : "";
    String text =
        "What it costs in memory: " + Shown.text(its.get(), "B") + ", heap and off-heap" + mean;
    return least.series() == first.series()
        ? text + ", the least of all."
        : text
            + format(
                "; the least is %s's %s, at %s times the time.",
                least.series().name(),
                Shown.text(memory(least.series(), scope).orElseThrow(), "B"),
                Shown.digits(least.ratio() / first.ratio()));
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
