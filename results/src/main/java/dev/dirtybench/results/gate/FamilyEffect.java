package dev.dirtybench.results.gate;

import dev.dirtybench.results.stats.PairedEffect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the cells of one family show together: their mean in each round of the screen, which all of
 * them have taken part in.
 *
 * @param name of the family
 * @param cells how many it has
 * @param effect of the rounds' means
 */
public record FamilyEffect(String name, int cells, PairedEffect effect) {
  /** Fewer cells than this make no family worth a row of its own. */
  public static final int FEWEST_CELLS = 2;

  /**
   * The families among some cells.
   *
   * @param cells judged cells
   * @param alpha one-sided level of the limits
   * @return those of two cells or more with a screen, in the order of their first cells
   */
  public static List<FamilyEffect> of(List<CellJudgement> cells, double alpha) {
    Map<String, List<CellEvidence>> families = new LinkedHashMap<>();
    for (CellJudgement cell : cells) {
      if (!cell.evidence().screen().isEmpty()) {
        families
            .computeIfAbsent(cell.evidence().family(), name -> new ArrayList<>())
            .add(cell.evidence());
      }
    }
    List<FamilyEffect> effects = new ArrayList<>();
    families.forEach(
        (name, members) -> {
          if (members.size() >= FEWEST_CELLS) {
            effects.add(
                new FamilyEffect(name, members.size(), PairedEffect.of(means(members), alpha)));
          }
        });
    return effects;
  }

  private static double[] means(List<CellEvidence> members) {
    int rounds = members.stream().mapToInt(cell -> cell.screen().size()).min().orElseThrow();
    double[] means = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      int at = round;
      means[round] =
          members.stream().mapToDouble(cell -> cell.screen().get(at)).average().orElseThrow();
    }
    return means;
  }
}
