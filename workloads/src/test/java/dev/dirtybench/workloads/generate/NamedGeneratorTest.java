package dev.dirtybench.workloads.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.Traces;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamedGeneratorTest {
  @Test
  void openAsWhatTheyStandForUnderTheirOwnName() throws Exception {
    for (NamedGenerator named : Traces.named()) {
      WriteTrace trace = Traces.open(named.name());
      assertEquals(named.name(), trace.name());
      assertEquals(Traces.open(named.spec()).contentSha256(), trace.contentSha256());
    }
  }

  @Test
  void dirtyTheShareThatTheirNamesSay() throws Exception {
    assertEquals(1e-4, density("sparse-1e-4"), 0.02e-4);
    assertEquals(1e-5, density("sparse-1e-5"), 0.02e-5);
  }

  private static double density(String name) throws Exception {
    WriteTrace trace = Traces.open(name);
    Set<Long> granules = new HashSet<>();
    for (int i = 0; i < trace.size(); i++) {
      assertEquals(0, trace.offset(i) % 65536);
      assertEquals(65536, trace.length(i));
      granules.add(trace.offset(i) / 65536);
    }
    return (double) granules.size() / (trace.deviceSize() / 65536);
  }
}
