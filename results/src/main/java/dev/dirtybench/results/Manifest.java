package dev.dirtybench.results;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a run was made with and from: enough to judge it, and to repeat it elsewhere.
 *
 * <p>As a file it names no host and no user, and shortens absolute paths to their last part.
 *
 * @param git state of the sources
 * @param jdk the JVM that was measured
 * @param jmhVersion such as {@code 1.37}
 * @param machine where it ran
 * @param backends what was measured, in the order of the table's columns
 * @param traces what it was measured with, in the order of the table's rows
 * @param operations which operations, in the order of the table's rows
 * @param jars the jars on the measured class path
 * @param seed of all generators and shuffles
 * @param profile such as {@code quick}
 * @param options the command line, word by word
 * @param plan how much is measured
 * @param schedule the cells, footprints included, in the order in which they are to be measured
 * @param startUtc when the run started
 * @param endUtc when it ended, null while it has not
 * @param shard which part of a run this is, null if it is the whole
 * @param machines which machine measured what, of a run that was merged; else empty
 * @param session the JVMs that took turns with this one, null if there were none
 */
public record Manifest(
    GitFacts git,
    JdkFacts jdk,
    String jmhVersion,
    MachineFacts machine,
    List<BackendFacts> backends,
    List<TraceFacts> traces,
    List<String> operations,
    List<JarFacts> jars,
    long seed,
    String profile,
    List<String> options,
    MeasuringPlan plan,
    List<CellKey> schedule,
    Instant startUtc,
    Instant endUtc,
    ShardFacts shard,
    List<MachineShare> machines,
    SessionFacts session) {

  /** The version of the file's form. */
  public static final int SCHEMA_VERSION = 1;

  /** Copies the lists. */
  public Manifest {
    backends = List.copyOf(backends);
    traces = List.copyOf(traces);
    operations = List.copyOf(operations);
    jars = List.copyOf(jars);
    options = List.copyOf(options);
    schedule = List.copyOf(schedule);
    machines = List.copyOf(machines);
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(startUtc, "startUtc");
  }

  /**
   * A whole run, measured by one machine; the parameters are as above.
   *
   * @param git state of the sources
   * @param jdk the JVM that was measured
   * @param jmhVersion such as {@code 1.37}
   * @param machine where it ran
   * @param backends what was measured
   * @param traces what it was measured with
   * @param operations which operations
   * @param jars the jars on the measured class path
   * @param seed of all generators and shuffles
   * @param profile such as {@code quick}
   * @param options the command line, word by word
   * @param plan how much is measured
   * @param schedule the cells
   * @param startUtc when the run started
   * @param endUtc when it ended, null while it has not
   */
  public Manifest(
      GitFacts git,
      JdkFacts jdk,
      String jmhVersion,
      MachineFacts machine,
      List<BackendFacts> backends,
      List<TraceFacts> traces,
      List<String> operations,
      List<JarFacts> jars,
      long seed,
      String profile,
      List<String> options,
      MeasuringPlan plan,
      List<CellKey> schedule,
      Instant startUtc,
      Instant endUtc) {
    this(
        git,
        jdk,
        jmhVersion,
        machine,
        backends,
        traces,
        operations,
        jars,
        seed,
        profile,
        options,
        plan,
        schedule,
        startUtc,
        endUtc,
        null,
        List.of(),
        null);
  }

  /**
   * The same run, ended.
   *
   * @param end when
   * @return a copy
   */
  public Manifest endedAt(Instant end) {
    return copy(git, options, plan, startUtc, end, shard, session);
  }

  /** The same run, with its plan known. */
  Manifest with(MeasuringPlan newPlan) {
    return copy(git, options, newPlan, startUtc, endUtc, shard, session);
  }

  /** The same run, begun earlier. */
  Manifest begunBy(EarlierRun earlier) {
    return copy(
        earlier.git(),
        earlier.options(),
        plan,
        earlier.startUtc(),
        endUtc,
        shard,
        earlier.sessionFacts());
  }

  /**
   * The same run as a part of one.
   *
   * @param part which
   * @param words the command line that measures this part wherever it is called
   * @return a copy
   */
  public Manifest inShard(ShardFacts part, List<String> words) {
    return copy(git, words, plan, startUtc, endUtc, part, session);
  }

  /**
   * The same run as one of a session.
   *
   * @param facts of the session, and which of its runs this is
   * @param words the command line, as it is to be repeated
   * @return a copy
   */
  public Manifest inSession(SessionFacts facts, List<String> words) {
    return copy(git, words, plan, startUtc, endUtc, shard, facts);
  }

  private Manifest copy(
      GitFacts newGit,
      List<String> words,
      MeasuringPlan newPlan,
      Instant start,
      Instant end,
      ShardFacts part,
      SessionFacts newSession) {
    return new Manifest(
        newGit,
        jdk,
        jmhVersion,
        machine,
        backends,
        traces,
        operations,
        jars,
        seed,
        profile,
        words,
        newPlan,
        schedule,
        start,
        end,
        part,
        machines,
        newSession);
  }
}
