package dev.dirtybench.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of a merged run's report that says which machine measured what. */
final class MachinesSection {
  private static final List<String> HEAD =
      List.of("shard", "kind", "CPU", "cores", "memory", "THP", "kernel", "JVM", "cells", "time");

  private final List<MachineShare> machines;

  MachinesSection(List<MachineShare> machines) {
    this.machines = machines;
  }

  String render() {
    List<Grid.Row> rows = new ArrayList<>();
    Map<String, List<MachineShare>> kinds = new LinkedHashMap<>();
    for (MachineShare share : machines) {
      kinds.computeIfAbsent(share.fingerprint(), kind -> new ArrayList<>()).add(share);
      rows.add(new Grid.Row(labels(share), List.of()));
    }
    StringBuilder text = new StringBuilder();
    if (kinds.size() == 1) {
      text.append("All shards were measured on machines of one kind.\n\n");
    } else {
      text.append("**The machines are of ").append(kinds.size());
      text.append(" kinds: compare within a row, never rows of one kind with another's.**\n\n");
    }
    text.append(MarkdownLayout.render(new Grid(HEAD, List.of(), rows)));
    if (kinds.size() > 1) {
      kinds.forEach((kind, shares) -> rowsOf(kind, shares, text));
    }
    return text.toString();
  }

  private static List<String> labels(MachineShare share) {
    String end = share.endUtc() == null ? "no end" : share.endUtc().toString();
    return List.of(
        Integer.toString(share.shard()),
        share.fingerprint(),
        share.machine().cpu().model(),
        Integer.toString(share.machine().cpu().cores()),
        Numbers.bytes(share.machine().memory().totalBytes()),
        share.machine().memory().thp(),
        share.machine().os().kernel(),
        share.jdk().version() + ", " + share.jdk().vendor(),
        Integer.toString(share.cells().size()),
        share.startUtc() + " to " + end);
  }

  /** The rows of the tables, without their backends: a row is never cut. */
  private static void rowsOf(String kind, List<MachineShare> shares, StringBuilder text) {
    text.append("\nKind ").append(kind).append(" measured ");
    text.append(
        String.join(
            ", ",
            shares.stream()
                .flatMap(share -> share.cells().stream())
                .map(id -> MarkdownLayout.escape(id.replaceFirst("/[^/]+/", " ")))
                .distinct()
                .toList()));
    text.append(".\n");
  }
}
