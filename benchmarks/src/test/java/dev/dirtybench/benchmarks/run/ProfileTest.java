package dev.dirtybench.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Capability;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileTest {
  private static List<String> taken(Profile profile) {
    Backends known = Backends.load();
    return known.contenders().stream()
        .filter(name -> profile.takes(known.require(name).capabilities()))
        .toList();
  }

  @Test
  void onlyTheFullProfileMeasuresWhatHasAPurposeOfItsOwn() {
    assertEquals(Backends.load().contenders(), taken(Profile.FULL));
    assertEquals(taken(Profile.QUICK), taken(Profile.STANDARD));
    assertTrue(
        taken(Profile.QUICK).containsAll(List.of("adaptive", "agrona", "hbitmap", "roaring")));
    assertTrue(taken(Profile.QUICK).stream().noneMatch(name -> name.endsWith("-mapped")));
    assertTrue(taken(Profile.QUICK).stream().noneMatch(name -> name.equals("concurrent")));
  }

  @Test
  void peersAreMeasuredByTheFullProfileAlone() {
    Backends known = Backends.load();
    List<String> peers =
        known.contenders().stream()
            .filter(name -> known.require(name).capabilities().contains(Capability.PEER))
            .toList();
    assertTrue(peers.contains("lucene-fixed"), peers.toString());
    assertTrue(taken(Profile.FULL).containsAll(peers));
    assertTrue(Collections.disjoint(taken(Profile.STANDARD), peers));
    assertTrue(Collections.disjoint(taken(Profile.SMOKE), peers));
  }

  @Test
  void anUnknownProfileIsRefusedWithTheKnownOnes() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Profile.of("quik")).getMessage();
    assertTrue(message.endsWith("smoke, quick, standard, full"), message);
  }
}
