package dev.dirtybench.results.report;

import java.util.List;
import java.util.Map;

/** The charts of memory: by trace, and against density. */
final class MemoryCharts {
  private static final Map<String, String> PARTS =
      Map.of(
          "heap_bytes", "heap",
          "off_heap_bytes", "off-heap",
          "serialized_bytes", "serialised",
          "resident_bytes", "resident",
          "native_bytes", "own form");
  private static final List<String> STACKED = List.of("heap_bytes", "off_heap_bytes");
  private static final List<String> DRAWN =
      List.of("heap_bytes", "off_heap_bytes", "resident_bytes", "serialized_bytes", "native_bytes");

  private final Memory memory;
  private final Cast cast;
  private final Ids ids;

  MemoryCharts(Memory memory, Cast cast, Ids ids) {
    this.memory = memory;
    this.cast = cast;
    this.ids = ids;
  }

  Chart byTrace() {
    Chart chart =
        new Chart(
            "memory",
            "Memory by trace",
            note(),
            "memory",
            "id",
            "trace",
            "series",
            "part",
            "bytes",
            "serialised",
            "end",
            "label");
    for (Memory.Footprint footprint : memory.all()) {
      ReportRow.Place place = footprint.row().place();
      double largest =
          memory.all().stream()
              .filter(f -> f.row().place().trace().equals(place.trace()))
              .filter(f -> f.row().place().granularity().equals(place.granularity()))
              .mapToDouble(Memory.Footprint::total)
              .max()
              .orElse(1);
      Shown shown = Shown.of("B", largest / 2);
      Double serialised = footprint.bytes().get("serialized_bytes");
      Chart.Panel panel =
          chart.panel(place.trace() + " \u00b7 " + place.granularity()).say("y", shown.unit());
      for (String part : STACKED) {
        panel.row(
            ids.of(footprint.row()),
            place.trace(),
            cast.of(footprint.row()).name(),
            PARTS.get(part),
            footprint.bytes().getOrDefault(part, 0.0) / shown.size(),
            serialised == null ? null : serialised / shown.size(),
            Math.max(footprint.total(), serialised == null ? 0 : serialised) / shown.size(),
            Shown.text(footprint.total(), "B"));
      }
    }
    return chart.omit("the run has no footprints");
  }

  private String note() {
    boolean resident =
        memory.all().stream().anyMatch(known -> known.bytes().containsKey("resident_bytes"));
    return "Bars are heap and off-heap, one on the other, with their sum; less is better. The tick"
        + " is the size of the linear serialised form."
        + (resident ? "" : " What is resident was not measured apart.");
  }

  Chart byDensity() {
    Chart chart =
        new Chart(
            "memory-density",
            "Memory against density",
            "Bytes for each GiB of disk, so that disks of different sizes can be seen together;"
                + " less is better.",
            "memory-density",
            "id",
            "trace",
            "series",
            "line",
            "x",
            "y");
    List<Memory.Footprint> known =
        memory.all().stream().filter(f -> f.row().place().density() > 0).toList();
    if (known.stream().map(f -> f.row().place().density()).distinct().count() < 2) {
      return chart.omit("footprints of two known densities or more are needed");
    }
    for (String part : DRAWN) {
      for (Memory.Footprint footprint : known) {
        ReportRow.Place place = footprint.row().place();
        Double bytes = footprint.bytes().get(part);
        double gib = place.sizeBits() * SpeedCharts.bytes(place.granularity()) / 0x1p30;
        if (bytes != null && bytes > 0 && gib > 0) {
          String series = cast.of(footprint.row()).name();
          chart
              .panel(PARTS.get(part))
              .say("x", "share of bits that are dirty")
              .say("y", "bytes per GiB of disk")
              .row(
                  ids.of(footprint.row()),
                  place.trace(),
                  series,
                  series + SpeedCharts.family(footprint.row()) + place.granularity(),
                  place.density(),
                  bytes / gib);
        }
      }
    }
    return chart;
  }
}
