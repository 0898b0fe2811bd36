package dev.dirtybench.benchmarks.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out which shard this process is to measure, from what the user wrote and from what the
 * scheduler that started it says in environment variables.
 *
 * <p>{@code i/n} needs no environment; {@code /n} takes the index from it, {@code auto} both. The
 * own variable {@value #OWN} ({@code i/n}, or {@code i}) comes before those of schedulers.
 */
public final class ShardChoice {
  /** The variable that a user sets, as a matrix of GitHub Actions does. */
  public static final String OWN = "DIRTYBENCH_SHARD";

  private static final String SLURM = "SLURM_ARRAY_TASK_ID";
  private static final String KUBERNETES = "JOB_COMPLETION_INDEX";
  private static final String GITLAB = "CI_NODE_INDEX";
  private static final String OPTION = "--shard";
  private static final int UNKNOWN = 0;

  private final Map<String, String> environment;

  /** What a variable says: the index from 1, and the number of shards or {@link #UNKNOWN}. */
  private record Answer(String variable, long index, long count) {}

  /**
   * A choice in an environment.
   *
   * @param environment variables by name
   */
  public ShardChoice(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * The shard.
   *
   * @param text {@code i/n}, {@code /n} or {@code auto}
   * @return the shard
   * @throws IllegalArgumentException if the text, a variable or both together make no shard
   */
  public Shard of(String text) {
    if (text.equals("auto")) {
      Answer answer = answer(UNKNOWN);
      if (answer.count() == UNKNOWN) {
        throw new IllegalArgumentException(
            answer.variable() + " says which shard this is, but not of how many: give --shard /n");
      }
      return shard(answer, answer.count());
    }
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "--shard must be i/n such as 1/4, /n or auto, got \"" + text + '"');
    }
    long count = number(OPTION, text.substring(slash + 1));
    if (slash > 0) {
      return shard(new Answer(OPTION, number(OPTION, text.substring(0, slash)), count), count);
    }
    if (count < 1) {
      throw new IllegalArgumentException("--shard must cut into 1 or more, got \"" + text + '"');
    }
    Answer answer = answer(count);
    if (answer.count() != UNKNOWN && answer.count() != count) {
      throw new IllegalArgumentException(
          "--shard "
              + text
              + " expects "
              + count
              + " shards, "
              + answer.variable()
              + " is one of "
              + answer.count()
              + ": set "
              + OWN
              + " to i/n to say which shard this is");
    }
    return shard(answer, count);
  }

  private static Shard shard(Answer answer, long count) {
    if (count < 1 || count > Integer.MAX_VALUE || answer.index() < 1 || answer.index() > count) {
      throw new IllegalArgumentException(
          "a shard must be 1 to "
              + count
              + " of "
              + count
              + ", got "
              + answer.index()
              + (answer.variable().equals(OPTION)
                  ? ""
                  : ", which " + answer.variable() + " means"));
    }
    return new Shard((int) answer.index(), (int) count);
  }

  private Answer answer(long wanted) {
    String own = environment.getOrDefault(OWN, "").strip();
    if (!own.isEmpty()) {
      int slash = own.indexOf('/');
      return new Answer(
          OWN,
          number(OWN, slash < 0 ? own : own.substring(0, slash)),
          slash < 0 ? UNKNOWN : number(OWN, own.substring(slash + 1)));
    }
    List<Answer> answers = new ArrayList<>();
    if (isSet(SLURM)) {
      answers.add(slurm());
    }
    if (isSet(KUBERNETES)) {
      answers.add(new Answer(KUBERNETES, number(KUBERNETES) + 1, UNKNOWN));
    }
    if (isSet(GITLAB)) {
      answers.add(new Answer(GITLAB, number(GITLAB), number("CI_NODE_TOTAL")));
    }
    if (answers.isEmpty()) {
      throw new IllegalArgumentException(
          "expected "
              + String.join(", ", OWN, SLURM, KUBERNETES)
              + " or "
              + GITLAB
              + " to say which shard this is, found none of them: give --shard i/n");
    }
    Set<Object> different = new LinkedHashSet<>();
    answers.forEach(
        found ->
            different.add(
                List.of(found.index(), found.count() == UNKNOWN ? wanted : found.count())));
    if (different.size() > 1) {
      throw new IllegalArgumentException(
          "expected one answer to which shard this is, found several, "
              + String.join(" and ", answers.stream().map(Answer::variable).toList())
              + ": set "
              + OWN
              + " to i/n");
    }
    return answers.get(0);
  }

  private Answer slurm() {
    long step = isSet("SLURM_ARRAY_TASK_STEP") ? number("SLURM_ARRAY_TASK_STEP") : 1;
    long min = number("SLURM_ARRAY_TASK_MIN");
    long count = number("SLURM_ARRAY_TASK_COUNT");
    long id = number(SLURM);
    boolean gaps =
        step < 1
            || (id - min) % step != 0
            || isSet("SLURM_ARRAY_TASK_MAX")
                && (number("SLURM_ARRAY_TASK_MAX") - min) / step + 1 != count;
    if (gaps) {
      throw new IllegalArgumentException(
          "expected a Slurm array without gaps, found task "
              + id
              + " of "
              + count
              + " from "
              + min
              + ": set "
              + OWN
              + " to i/n to say which shard this is");
    }
    return new Answer(SLURM, (id - min) / step + 1, count);
  }

  private boolean isSet(String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }

  private long number(String name) {
    if (!isSet(name)) {
      throw new IllegalArgumentException("expected the variable " + name + ", found it not set");
    }
    return number(name, environment.get(name).strip());
  }

  private static long number(String name, String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          name + " must hold whole numbers such as in 1/4, got \"" + text + '"');
    }
    return Long.parseLong(text);
  }
}
