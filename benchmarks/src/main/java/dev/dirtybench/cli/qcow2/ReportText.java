package dev.dirtybench.cli.qcow2;

import dev.dirtybench.qcow2.doctor.Ailment.Weight;
import dev.dirtybench.qcow2.doctor.BitmapReport;
import dev.dirtybench.qcow2.doctor.ChainReport;
import dev.dirtybench.qcow2.doctor.Finding;
import dev.dirtybench.qcow2.doctor.ImageReport;
import dev.dirtybench.qcow2.doctor.Remedy;
import java.io.PrintWriter;
import java.util.List;

/** A report for people. */
final class ReportText {
  private final ChainReport report;
  private final PrintWriter out;

  ReportText(ChainReport report, PrintWriter out) {
    this.report = report;
    this.out = out;
  }

  void print() {
    out.println(report.image() + ": " + verdict());
    report.images().forEach(this::print);
    report.findings().forEach(this::print);
    out.println();
  }

  private String verdict() {
    if (!report.isHealthy()) {
      return "something to mend";
    }
    return report.held().isEmpty() ? "healthy" : "in use, nothing to mend that can be seen";
  }

  private void print(ImageReport image) {
    out.print("  " + image.path() + "  " + image.format());
    image.virtualSize().ifPresent(bytes -> out.print(", " + DiskSize.show(bytes)));
    out.println(
        switch (image.reach()) {
          case WHOLE -> image.bitmaps().isEmpty() ? ", no bitmaps" : "";
          case SNAPSHOT -> image.bitmaps().isEmpty() ? ", in use, no bitmaps" : ", in use";
          case LOCKED -> ", in use";
          case NONE -> ", not examined";
          case NO_BITMAPS -> ", has no bitmaps";
        });
    int width = image.bitmaps().stream().mapToInt(one -> one.name().length()).max().orElse(0);
    for (BitmapReport bitmap : image.bitmaps()) {
      out.printf(
          "    %-" + Math.max(1, width) + "s  %-12s  %4s per bit, %s%n",
          bitmap.name(),
          bitmap.condition().word(),
          bitmap.granularity(),
          worth(bitmap));
    }
  }

  private static String worth(BitmapReport bitmap) {
    return bitmap.incrementalBytes().isPresent()
        ? "an incremental backup copies "
            + bitmap.incrementalBytes().getAsLong()
            + " bytes; "
            + bitmap.condition().meaning()
        : bitmap.condition().meaning();
  }

  private void print(Finding finding) {
    boolean note = finding.ailment().weight() == Weight.NOTE;
    out.println();
    out.println("  " + (note ? "note: " : "wrong: ") + finding.what());
    out.println("    why: " + finding.why());
    for (Remedy remedy : finding.remedies()) {
      print(remedy, note);
    }
    if (!finding.advice().isEmpty()) {
      out.println("    " + (finding.remedies().isEmpty() ? "do: " : "and: ") + finding.advice());
    }
  }

  private void print(Remedy remedy, boolean note) {
    List<List<String>> commands = remedy.commands();
    String first = note ? "    can: " : "    mend: ";
    out.println(first + ShellWords.of(commands.get(0)));
    for (List<String> other : commands.subList(1, commands.size())) {
      out.println("    or: " + ShellWords.of(other));
    }
  }
}
