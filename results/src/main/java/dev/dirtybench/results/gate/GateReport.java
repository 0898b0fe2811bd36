package dev.dirtybench.results.gate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.results.PlainTable;
import dev.dirtybench.results.stats.PairedEffect;
import dev.dirtybench.results.stats.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells the outcome of a gate as text, Markdown or JSON. */
public final class GateReport {
  /** The version of the JSON form. */
  public static final int SCHEMA_VERSION = 1;

  private final GateResult result;

  /**
   * A report.
   *
   * @param result what to tell
   */
  public GateReport(GateResult result) {
    this.result = result;
  }

  /**
   * As aligned text for a terminal.
   *
   * @return lines
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("A: ").append(result.base()).append("\nB: ").append(result.candidate());
    text.append("\nratio B/A above 1 is worse; B may be ")
        .append(percent(result.rule().tolerated()));
    text.append(" worse; finds: the smallest slowdown found in 4 of 5 cases\n\n");
    text.append(new PlainTable(head(), rows()).text());
    text.append(new FamilyReport(result.families()).text());
    text.append(new SharpReport(result.sharp()).text());
    text.append(result.missing().isEmpty() && result.coverage().added().isEmpty() ? "" : "\n");
    result.missing().forEach(cell -> text.append(cell).append("  vanished: A has it, B not\n"));
    result
        .coverage()
        .added()
        .forEach(cell -> text.append(cell).append("  new in B, not compared\n"));
    text.append('\n').append(summary()).append('\n');
    return text.toString();
  }

  /**
   * As GitHub Markdown, for a step summary.
   *
   * @return lines
   */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("### ").append(title()).append("\n\n");
    text.append("A: `").append(result.base()).append("`, B: `").append(result.candidate());
    text.append("`; a ratio B/A above 1 is worse.\n\n");
    text.append(new PlainTable(head(), rows()).markdown());
    text.append(new FamilyReport(result.families()).markdown());
    text.append(new SharpReport(result.sharp()).markdown());
    result
        .missing()
        .forEach(
            cell -> text.append("\n- `").append(cell).append("` has vanished: A has it, B not"));
    result
        .coverage()
        .added()
        .forEach(cell -> text.append("\n- `").append(cell).append("` is new in B, not compared"));
    text.append(result.missing().isEmpty() && result.coverage().added().isEmpty() ? "\n" : "\n\n");
    text.append(summary()).append('\n');
    return text.toString();
  }

  private String title() {
    return switch (result.exitCode()) {
      case GateResult.PASS -> "No regression found";
      case GateResult.REGRESSION ->
          result.count(Verdict.REGRESSION)
              + result.countSharp(Verdict.REGRESSION)
              + " regression(s)";
      case GateResult.CONTAMINATED -> "The machine was disturbed: try again";
      case GateResult.COVERAGE_LOST -> "Cells have vanished";
      default -> "The arms cannot be compared";
    };
  }

  private String summary() {
    StringBuilder text = new StringBuilder(title()).append(": ");
    List<String> counts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      if (result.count(verdict) > 0) {
        counts.add(result.count(verdict) + " " + verdict);
      }
    }
    text.append(counts.isEmpty() ? "no cell is in both arms" : String.join(", ", counts));
    long sharp = result.countSharp(Verdict.REGRESSION);
    if (sharp > 0) {
      text.append(", ").append(sharp).append(" REGRESSION by count");
    }
    text.append('.');
    if (!result.worst().isEmpty()) {
      text.append(" Largest ratios: ");
      text.append(
          String.join(
              ", ",
              result.worst().stream()
                  .map(cell -> cell.evidence().cell() + " " + ratio(cell.effect().estimate()))
                  .toList()));
      text.append('.');
    }
    if (!result.rulers().isEmpty()) {
      text.append(" Rulers, deviation from reading to reading: ");
      text.append(
          String.join(
              ", ",
              result.rulers().stream()
                  .map(ruler -> ruler.name() + " " + percent(ruler.deviation()))
                  .toList()));
      text.append('.');
    }
    if (result.isOneSided()) {
      text.append(" Nearly all cells moved the same way, which one change rarely does:");
      text.append(" look for what else differs (flags, environment, build) before believing it.");
    }
    return text.toString();
  }

  private List<String> head() {
    String level =
        String.format(Locale.ROOT, "%.2f", 100 * (1 - result.rule().alpha()))
            .replaceAll("\\.?0+$", "");
    return List.of("cell", "verdict", "ratio", level + " % limits", "pairs", "finds", "note");
  }

  private List<List<String>> rows() {
    return result.cells().stream().map(this::row).toList();
  }

  private List<String> row(CellJudgement cell) {
    PairedEffect effect = cell.effect();
    String note = cell.reason();
    if (cell.morePairs() > 0) {
      note = (note.isEmpty() ? "" : note + "; ") + cell.morePairs() + " more pairs would find 10 %";
    }
    if (effect == null) {
      return List.of(cell.evidence().cell(), cell.verdict().toString(), "-", "-", "0", "-", note);
    }
    return List.of(
        cell.evidence().cell(),
        cell.verdict().toString(),
        ratio(effect.estimate()),
        limits(effect),
        effect.pairs() + " (" + effect.worse() + " worse)",
        percent(cell.detectable()),
        note);
  }

  static String limits(PairedEffect effect) {
    return ratio(effect.lower()) + " to " + ratio(effect.upper());
  }

  static String ratio(double log) {
    return Double.isInfinite(log) ? "-" : String.format(Locale.ROOT, "%.3f", Math.exp(log));
  }

  private static String percent(double share) {
    return Double.isInfinite(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /**
   * As JSON, {@code verdict.json}.
   *
   * @return the object
   */
  public ObjectNode json() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ObjectNode root = json.objectNode();
    root.put("schemaVersion", SCHEMA_VERSION);
    root.put("base", result.base());
    root.put("candidate", result.candidate());
    root.put("exitCode", result.exitCode());
    ObjectNode rule = root.putObject("rule");
    rule.put("alpha", result.rule().alpha());
    rule.put("tolerated", result.rule().tolerated());
    rule.put("equivalent", result.rule().equivalent());
    rule.put("discoveryRate", GateJudge.DISCOVERY_RATE);
    ArrayNode missing = root.putArray("missing");
    result.missing().forEach(missing::add);
    ArrayNode added = root.putArray("added");
    result.coverage().added().forEach(added::add);
    root.put("oneSided", result.isOneSided());
    ArrayNode rulers = root.putArray("rulers");
    for (RulerNoise ruler : result.rulers()) {
      ObjectNode node = rulers.addObject();
      node.put("ruler", ruler.name());
      node.put("readings", ruler.readings());
      node.put("deviation", ruler.deviation());
    }
    root.set("families", new FamilyReport(result.families()).json());
    root.set("sharp", new SharpReport(result.sharp()).json());
    ArrayNode cells = root.putArray("cells");
    result.cells().forEach(cell -> cells.add(json(cell)));
    return root;
  }

  private static ObjectNode json(CellJudgement cell) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    CellEvidence evidence = cell.evidence();
    node.put("cell", evidence.cell());
    node.put("verdict", cell.verdict().toString());
    node.put("family", evidence.family());
    node.put("driver", evidence.driver());
    PairedEffect effect = cell.effect();
    if (effect != null) {
      put(node, effect);
    }
    node.put("p", cell.p());
    node.put("q", cell.q());
    finite(node, "detectable", cell.detectable());
    node.put("morePairs", cell.morePairs());
    node.put("excludedPairs", evidence.excluded());
    node.put("seconds", evidence.seconds());
    node.put("reason", cell.reason());
    ArrayNode screen = node.putArray("screen");
    evidence.screen().forEach(screen::add);
    ArrayNode differences = node.putArray("differences");
    evidence.differences().forEach(differences::add);
    ArrayNode confirmation = node.putArray("confirmation");
    evidence.confirmation().forEach(confirmation::add);
    return node;
  }

  static void put(ObjectNode node, PairedEffect effect) {
    node.put("ratio", effect.ratio());
    finite(node, "lower", Math.exp(effect.lower()));
    finite(node, "upper", Math.exp(effect.upper()));
    node.put("interval", effect.method().label());
    node.put("pairs", effect.pairs());
    node.put("pairsWorse", effect.worse());
    node.put("deviation", effect.deviation());
    node.put("rankBiserial", effect.rankBiserial());
  }

  private static void finite(ObjectNode node, String name, double value) {
    if (Double.isInfinite(value) || Double.isNaN(value)) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }
}
