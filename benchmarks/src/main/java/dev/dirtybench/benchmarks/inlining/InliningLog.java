package dev.dirtybench.benchmarks.inlining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM printed under {@code -Xbatch -XX:+PrintCompilation -XX:+PrintInlining}.
 *
 * <p>A line says that a method is being compiled, at which tier; indented lines below it say what
 * became of the calls in it, and of those in what was inlined. {@code -Xbatch} keeps these blocks
 * apart: the thread that runs the code waits for the compiler. Read are blocks of tier 4, which is
 * C2, in the forms of JDK 17 and 25.
 */
public final class InliningLog {
  private static final Pattern COMPILATION =
      Pattern.compile(
          "\\s*\\d+\\s+\\d+ [ %s!bn]{5,8}(?<tier>[1-4]) +(?<method>\\S+::\\S+)(?<rest>.*)");

  private static final Pattern CALL =
      Pattern.compile("(?<indent> +)@ (?<place>\\d+) +(?<method>[\\w.$/]+::[\\w$<>]+) .*");

  private static final Pattern SHARE = Pattern.compile(" +\\\\-> TypeProfile .*");

  private static final int OPTIMISING_TIER = 4;

  private final List<Block> blocks = new ArrayList<>();

  /** The lines below one compilation. */
  private record Block(String method, List<String> lines) {}

  /**
   * Takes the output apart.
   *
   * @param lines all of it, whatever else is in it
   */
  public InliningLog(List<String> lines) {
    Block open = null;
    for (String line : lines) {
      Matcher compilation = COMPILATION.matcher(line);
      if (compilation.matches()) {
        if (compilation.group("rest").contains("made not")) {
          continue; // another version is given up meanwhile
        }
        open = new Block(compilation.group("method"), new ArrayList<>());
        if (Integer.parseInt(compilation.group("tier")) == OPTIMISING_TIER) {
          blocks.add(open);
        }
      } else if (open != null && (CALL.matcher(line).matches() || SHARE.matcher(line).matches())) {
        open.lines().add(line);
      }
    }
  }

  /**
   * How many methods C2 compiled.
   *
   * @return 0 where the output has no such account
   */
  public int compilations() {
    return blocks.size();
  }

  /**
   * A call as it was compiled last.
   *
   * @param caller class and method in which the call stands, such as {@code a.B::c}
   * @param method name of the method called
   * @return empty if no compiled method has it
   */
  public Optional<CompiledCall> last(String caller, String method) {
    for (int i = blocks.size() - 1; i >= 0; i--) {
      List<String> lines = call(blocks.get(i), caller, method);
      if (!lines.isEmpty()) {
        return Optional.of(CompiledCall.of(blocks.get(i).method(), method, lines));
      }
    }
    return Optional.empty();
  }

  /** The lines of the first place where the caller, compiled or inlined, calls the method. */
  private static List<String> call(Block block, String caller, String method) {
    Map<Integer, String> path = new LinkedHashMap<>();
    List<String> found = new ArrayList<>();
    int foundIndent = -1;
    String foundPlace = null;
    for (String line : block.lines()) {
      Matcher call = CALL.matcher(line);
      if (!call.matches()) {
        if (foundIndent >= 0 && line.indexOf('\\') == foundIndent + 1) {
          found.add(line);
        }
        continue;
      }
      int indent = call.group("indent").length();
      path.keySet().removeIf(depth -> depth >= indent);
      String parent = block.method();
      for (String inner : path.values()) {
        parent = inner;
      }
      path.put(indent, call.group("method"));
      boolean wanted = parent.equals(caller) && call.group("method").endsWith("::" + method);
      if (foundIndent < 0 && wanted) {
        foundIndent = indent;
        foundPlace = call.group("place");
        found.add(line);
      } else if (wanted && indent == foundIndent && call.group("place").equals(foundPlace)) {
        found.add(line);
      } else if (foundIndent >= 0 && indent < foundIndent) {
        break;
      }
    }
    return found;
  }
}
