package dev.dirtybench.results;

import static dev.dirtybench.results.MarkdownLayout.escape;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report of one run, {@code report.md}. */
final class RunReport {
  private static final int SHORT_SHA = 12;

  private final String runId;
  private final RunContent content;
  private final Manifest manifest;
  private final String stopReason;
  private final StringBuilder text = new StringBuilder();

  RunReport(String runId, RunContent content, String stopReason) {
    this.runId = runId;
    this.content = content;
    this.manifest = content.manifest();
    this.stopReason = stopReason;
  }

  String render() {
    text.append("# dirtybench run ").append(escape(runId)).append("\n\n");
    state();
    if (hasJmhResults()) {
      section("Results");
      text.append(content.table().render(TableFormat.MARKDOWN));
      String losses = content.table().knownLosses();
      if (!losses.isEmpty()) {
        section("Known losses");
        text.append(losses);
      }
    }
    content.parts().forEach(this::part);
    new ForkReport(content.forks()).parts().forEach(this::part);
    howItWasRun();
    traces();
    backends();
    digests();
    machine();
    return text.toString();
  }

  /** A run that planned none and has sections of its own says nothing about JMH's cells. */
  private boolean hasJmhResults() {
    return !manifest.schedule().isEmpty() || content.parts().isEmpty();
  }

  private void state() {
    List<CellKey> missing = content.missing();
    if (stopReason != null) {
      text.append("**The run was stopped:** ").append(escape(stopReason)).append("\n\n");
    } else if (!missing.isEmpty()) {
      text.append("**The run was interrupted.**\n\n");
    }
    if (!hasJmhResults()) {
      return;
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%d cells scheduled: %d measured, %d skipped, %d failed, %d missing.\n",
            manifest.schedule().size(),
            content.count(CellStatus.MEASURED),
            content.count(CellStatus.SKIPPED),
            content.count(CellStatus.FAILED),
            missing.size()));
    if (!missing.isEmpty()) {
      text.append("\nMissing:\n\n");
      missing.forEach(key -> text.append("- ").append(escape(key.id())).append('\n'));
    }
  }

  private void howItWasRun() {
    section("How it was run");
    MeasuringPlan plan = manifest.plan();
    Duration duration = Duration.between(manifest.startUtc(), manifest.endUtc());
    item("options", String.join(" ", manifest.options()));
    item("profile", manifest.profile());
    item("seed", Long.toString(manifest.seed()));
    item(
        "per cell",
        String.format(
            Locale.ROOT,
            "%s, %s, %d x %s warm-up and %d x %s measured in each",
            plan.mode(),
            Score.Spread.FORKS.count(plan.forks()),
            plan.warmupIterations(),
            plan.warmupTime(),
            plan.measurementIterations(),
            plan.measurementTime()));
    item(
        "time",
        String.format(
            Locale.ROOT,
            "%s to %s, %d min %d s",
            manifest.startUtc(),
            manifest.endUtc(),
            duration.toMinutes(),
            duration.toSecondsPart()));
    GitFacts git = manifest.git();
    item("source", git.sha() + " on " + git.branch() + (git.dirty() ? ", with changes" : ""));
    item("JMH", manifest.jmhVersion());
    JdkFacts jdk = manifest.jdk();
    item("JVM", jdk.vm() + ' ' + jdk.version() + ", " + jdk.vendor());
    item("JVM flags", String.join(" ", jdk.flags()));
    item("heap", Numbers.bytes(jdk.maxHeapBytes()) + " at most, collected by " + jdk.gc());
  }

  private void traces() {
    section("Traces");
    List<Grid.Row> rows = new ArrayList<>();
    for (TraceFacts trace : manifest.traces()) {
      rows.add(
          new Grid.Row(
              List.of(
                  trace.name(),
                  Long.toString(trace.operations()),
                  Numbers.bytes(trace.deviceSize()),
                  shortSha(trace.sha256()),
                  PathShortener.shorten(trace.source())),
              List.of()));
    }
    table(List.of("trace", "operations", "disk", "sha256", "source"), rows);
  }

  private void backends() {
    section("Backends");
    List<Grid.Row> rows = new ArrayList<>();
    for (BackendFacts backend : manifest.backends()) {
      rows.add(
          new Grid.Row(
              List.of(
                  backend.name(),
                  backend.version(),
                  String.join(", ", backend.capabilities()),
                  Long.toString(backend.maxBits())),
              List.of()));
    }
    table(List.of("backend", "version", "capabilities", "most bits"), rows);
  }

  private void digests() {
    DigestGrid digests = new DigestGrid(content.cells(), content.order());
    if (!digests.isEmpty()) {
      section("Digests");
      text.append("What each operation left, compared with the oracle's before it was timed.\n\n");
      text.append(MarkdownLayout.render(digests.grid()));
    }
  }

  private void machine() {
    if (!manifest.machines().isEmpty()) {
      section("Machines");
      text.append(new MachinesSection(manifest.machines()).render());
      return;
    }
    section("Machine");
    MachineFacts machine = manifest.machine();
    item("CPU", machine.cpu().model() + ", " + machine.cpu().cores() + " cores");
    item("memory", Numbers.bytes(machine.memory().totalBytes()));
    item("transparent huge pages", machine.memory().thp());
    item(
        "system", machine.os().distro() + ", " + machine.os().name() + ' ' + machine.os().kernel());
    item("cgroup cpu.max", machine.os().cgroup().cpuMax());
    item("cgroup memory.max", machine.os().cgroup().memoryMax());
  }

  private void part(String title, String markdown) {
    section(escape(title));
    text.append(markdown.stripTrailing()).append('\n');
  }

  private void section(String title) {
    text.append("\n## ").append(title).append("\n\n");
  }

  private void item(String name, String value) {
    String shown = value.isBlank() ? "none" : escape(PathShortener.shorten(value));
    text.append("- ").append(name).append(": ").append(shown).append('\n');
  }

  private void table(List<String> head, List<Grid.Row> rows) {
    text.append(MarkdownLayout.render(new Grid(head, List.of(), rows)));
  }

  private static String shortSha(String sha) {
    return sha.substring(0, Math.min(SHORT_SHA, sha.length()));
  }
}
