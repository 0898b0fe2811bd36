package dev.dirtybench.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The generated parts of the README. */
class ReadmeTablesTest {
  @BeforeEach
  void needsPython() {
    PlotScript.requirePython();
  }

  @Test
  void areThoseOfTheReferenceRuns() throws Exception {
    PlotScript check = PlotScript.run("readme-tables", "--check");
    assertEquals(List.of(), check.err());
    assertEquals(0, check.exit());
  }

  @Test
  void refuseAnythingButCheckInOneLine() throws Exception {
    PlotScript call = PlotScript.run("readme-tables", "--write");
    assertEquals(2, call.exit());
    assertEquals(1, call.err().size(), call.err().toString());
  }
}
