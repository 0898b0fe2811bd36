package dev.dirtybench.workloads.portrait;

import dev.dirtybench.workloads.ByteSize;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.stat.StatisticsPass;
import dev.dirtybench.workloads.stat.TraceStatistics;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * A picture of a trace: address over time, lengths of the dirty extents, dirty share by
 * granularity. Self-contained, for light and dark surroundings, in colours that the colour-blind
 * tell apart.
 *
 * @param svg the document
 * @param remarks of the reading of the trace
 */
public record Portrait(String svg, List<String> remarks) {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 780;
  private static final int LEFT = 78;
  private static final int RIGHT = WIDTH - 28;
  private static final int LINE_CHARS = 120;

  /**
   * Draws a trace in one pass, in bounded memory.
   *
   * @param stream at its start; read to the end, not closed
   * @return the picture
   * @throws dev.dirtybench.workloads.TraceFormatException if the content is no trace
   * @throws IOException if it cannot be read
   */
  public static Portrait of(OperationStream stream) throws IOException {
    Raster raster = new Raster(stream);
    TraceStatistics statistics = StatisticsPass.of(raster);
    return new Portrait(draw(raster, statistics), statistics.remarks());
  }

  private static String draw(Raster raster, TraceStatistics statistics) {
    Svg svg = new Svg();
    svg.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\">",
        WIDTH, HEIGHT, WIDTH, HEIGHT);
    svg.add(
        "<title>" + Svg.escaped("Portrait of the write trace " + statistics.name()) + "</title>");
    svg.add("<style>\n" + style() + "</style>");
    svg.add("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>", WIDTH, HEIGHT);
    svg.text(28, 38, "title", shortened(statistics.name(), LINE_CHARS / 2));
    svg.text(28, 60, "note", shortened(statistics.source(), LINE_CHARS));
    svg.text(28, 78, "note", facts(statistics));
    new RasterPanel(raster, LEFT, 122, RIGHT - LEFT, 330).draw(svg);
    double half = (RIGHT - LEFT - 96) / 2.0;
    new RunsPanel(statistics.runs(), LEFT, 528, half, 190).draw(svg);
    new DensityPanel(statistics.densities(), RIGHT - half, 528, half, 190).draw(svg);
    if (statistics.sampling().regions() > 1) {
      svg.text(
          LEFT,
          HEIGHT - 14,
          "note",
          "lower panels estimated from one of " + statistics.sampling().regions() + " regions");
    }
    return svg.add("</svg>").toString();
  }

  private static String facts(TraceStatistics statistics) {
    double seconds = (statistics.lastNs() - statistics.firstNs()) / 1e9;
    return String.format(
        Locale.ROOT,
        "%,d operations, %s, in %,.1f s on a disk of %s",
        statistics.operations(),
        ByteSize.text(statistics.markedBytes()),
        seconds,
        ByteSize.text(statistics.deviceSize()));
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 3) + "...";
  }

  /** Blue and vermillion on white, sky blue and orange on dark, after Okabe and Ito. */
  private static String style() {
    return """
        text{font:12px system-ui,sans-serif;fill:#444}
        .title{font-size:20px;font-weight:600;fill:#111}
        .h{font-size:14px;font-weight:600;fill:#111}
        .end{text-anchor:end}
        .mid{text-anchor:middle}
        .paper{fill:#fff}
        .frame{fill:none;stroke:#999}
        .grid{stroke:#e2e2e2}
        .axis{stroke:#999}
        .gap{fill:#eee}
        .write{fill:#0072b2}
        .discard{fill:#d55e00}
        .curve{fill:none;stroke:#0072b2;stroke-width:2}
        @media (prefers-color-scheme:dark){
        text{fill:#bbb}
        .title,.h{fill:#eee}
        .paper{fill:#16181c}
        .frame,.axis{stroke:#777}
        .grid{stroke:#2c2f36}
        .gap{fill:#24272d}
        .write{fill:#56b4e9}
        .discard{fill:#e69f00}
        .curve{stroke:#56b4e9}
        }
        """;
  }
}
