package dev.dirtybench.benchmarks.inlining;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call in one compiled method.
 *
 * @param compiled the method that was compiled, with the call somewhere in it
 * @param receivers for how many kinds of bitmap
 * @param targets classes whose methods are called, in the compiler's order; of a call through the
 *     table the declaring class
 * @param inlined those targets of which the code stands in the compiled method
 */
public record CompiledCall(
    String compiled, Receivers receivers, List<String> targets, Set<String> inlined) {
  private static final Pattern TARGET =
      Pattern.compile(
          "(?<type>[\\w.$/]+)::(?<method>[\\w$<>]+) \\(\\d+ bytes\\)(?<said>"
              + "(?:(?!callee changed to).)*)");

  private static final Pattern PROFILE = Pattern.compile("TypeProfile \\((\\d+)/(\\d+) counts\\)");

  /** Copies what it is given. */
  public CompiledCall {
    targets = List.copyOf(targets);
    inlined = Set.copyOf(inlined);
  }

  /**
   * Reads what the compiler said of a call.
   *
   * @param compiled the method that was compiled
   * @param method name of the method called
   * @param lines those of this place in the code: JDK 17 has one for each target and each share of
   *     the type profile, JDK 25 has all in one
   * @return the call
   */
  static CompiledCall of(String compiled, String method, List<String> lines) {
    Set<String> targets = new LinkedHashSet<>();
    Set<String> inlined = new LinkedHashSet<>();
    List<long[]> shares = new ArrayList<>();
    boolean table = false;
    for (String line : lines) {
      for (Matcher target = TARGET.matcher(line); target.find(); ) {
        String said = target.group("said");
        if (!target.group("method").equals(method)) {
          continue;
        }
        String type = target.group("type").replace('/', '.');
        targets.add(type);
        table |= said.contains("virtual call");
        if (!said.contains("failed to inline")
            && (said.contains("inline (hot)") || said.contains("accessor"))) {
          inlined.add(type);
        }
      }
      for (Matcher share = PROFILE.matcher(line); share.find(); ) {
        shares.add(new long[] {Long.parseLong(share.group(1)), Long.parseLong(share.group(2))});
      }
    }
    boolean partial = shares.size() == 1 && shares.get(0)[0] < shares.get(0)[1];
    Receivers receivers;
    if (table) {
      receivers = inlined.isEmpty() ? Receivers.ANY : Receivers.ONE_FAVOURED;
    } else if (targets.size() > 1) {
      receivers = Receivers.TWO;
    } else {
      receivers = partial ? Receivers.ONE_FAVOURED : Receivers.ONE;
    }
    return new CompiledCall(compiled, receivers, List.copyOf(targets), inlined);
  }

  /**
   * What became of the call, for a table.
   *
   * @return such as {@code HierarchicalBitmap inlined} or {@code through the table}
   */
  public String outcome() {
    if (receivers == Receivers.ANY) {
      return "through the table";
    }
    List<String> parts = new ArrayList<>();
    for (String target : targets) {
      String name = target.substring(target.lastIndexOf('.') + 1);
      parts.add(name + (inlined.contains(target) ? " inlined" : " called directly"));
    }
    return String.join(", ", parts);
  }
}
