package dev.dirtybench.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a list of traces at its commas, but for those inside a generator, whose own settings are
 * separated by commas: a word with {@code =} and no {@code :} belongs to the generator before it.
 */
final class TraceList {
  private TraceList() {}

  static List<String> split(List<String> arguments) {
    List<String> specs = new ArrayList<>();
    for (String argument : arguments) {
      boolean generator = false;
      for (String word : argument.split(",", -1)) {
        if (generator && word.contains("=") && !word.contains(":")) {
          specs.set(specs.size() - 1, specs.get(specs.size() - 1) + "," + word);
        } else {
          specs.add(word);
          generator = word.contains(":") && word.contains("=");
        }
      }
    }
    return specs.stream().distinct().toList();
  }
}
