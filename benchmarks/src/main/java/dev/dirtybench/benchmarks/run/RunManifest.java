package dev.dirtybench.benchmarks.run;

import dev.dirtybench.benchmarks.openloop.OpenLoopSettings;
import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.results.BackendFacts;
import dev.dirtybench.results.CellKey;
import dev.dirtybench.results.JarFacts;
import dev.dirtybench.results.JdkFacts;
import dev.dirtybench.results.MachineFacts;
import dev.dirtybench.results.Manifest;
import dev.dirtybench.results.MeasuringPlan;
import dev.dirtybench.results.RunFolder;
import dev.dirtybench.results.SessionFacts;
import dev.dirtybench.results.ShardFacts;
import dev.dirtybench.results.TraceFacts;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.util.Version;

/** Gathers what a run is made with. */
public final class RunManifest {
  private static final String OPEN_LOOP = "open-loop";
  private static final String SHARD = "--shard";
  private static final String JVM = "--jvm";

  private RunManifest() {}

  /**
   * The manifest of a run that is about to start.
   *
   * @param options what was asked for
   * @param plan the cells
   * @param effort how much is measured in each cell
   * @param backends those on the class path
   * @return the manifest
   * @throws IOException if a jar cannot be read
   */
  public static Manifest of(BenchOptions options, Plan plan, Effort effort, JvmBackends backends)
      throws IOException {
    List<String> flags = new ArrayList<>(options.jvm().flags());
    long heapMiB =
        plan.whole().cells().stream().mapToLong(c -> c.memory().heapMiB()).max().orElse(0);
    flags.addAll(new ForkMemory(heapMiB).flags());
    return new Manifest(
        Checkout.facts(),
        jdk(options.jvm(), flags, heapMiB),
        Version.getPlainVersion(),
        MachineFacts.collect(),
        backendFacts(plan.whole().backends(), backends.known()),
        plan.whole().traces().stream()
            .map(trace -> facts(trace, granularities(plan.whole(), trace)))
            .toList(),
        plan.whole().cells().stream()
            .map(PlannedCell::operation)
            .distinct()
            .sorted()
            .map(Operation::label)
            .toList(),
        jars(options.classPath()),
        options.seed(),
        options.profile().label(),
        options.commandLine(),
        effort.plan(),
        schedule(plan),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        null);
  }

  /** The manifest of an open-loop run; no cell is JMH's, so none is scheduled. */
  static Manifest ofOpenLoop(
      OpenLoopSettings settings,
      PlannedTrace trace,
      Backends backends,
      TargetJvm jvm,
      List<String> flags,
      String classPath,
      long heapMiB,
      List<String> commandLine)
      throws IOException {
    return new Manifest(
        Checkout.facts(),
        jdk(jvm, flags, heapMiB),
        Version.getPlainVersion(),
        MachineFacts.collect(),
        backendFacts(List.of(settings.backend()), backends),
        List.of(facts(trace, List.of(Granularity.parse(settings.granularity())))),
        List.of(OPEN_LOOP),
        jars(classPath),
        0,
        OPEN_LOOP,
        commandLine,
        new MeasuringPlan(
            OPEN_LOOP,
            1,
            1,
            settings.warmupNs() / 1_000_000 + " ms",
            1,
            settings.lengthNs() == 0 ? "the trace" : settings.lengthNs() / 1_000_000 + " ms"),
        List.of(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        null);
  }

  private static JdkFacts jdk(TargetJvm jvm, List<String> flags, long heapMiB) {
    return new JdkFacts(
        jvm.property("java.vendor"),
        jvm.property("java.runtime.version"),
        jvm.property("java.vm.name"),
        flags,
        "Serial",
        heapMiB << 20);
  }

  private static TraceFacts facts(PlannedTrace trace, List<Granularity> granularities) {
    Map<String, Double> density = new LinkedHashMap<>();
    for (Granularity granularity : granularities) {
      density.put(granularity.toString(), trace.density().applyAsDouble(granularity));
    }
    return new TraceFacts(
        trace.name(),
        trace.sha256(),
        trace.operations(),
        trace.deviceSize(),
        trace.source(),
        density);
  }

  private static List<Granularity> granularities(Plan plan, PlannedTrace trace) {
    return plan.cells().stream()
        .filter(cell -> cell.trace().equals(trace))
        .map(PlannedCell::granularity)
        .distinct()
        .toList();
  }

  /**
   * The manifests of runs whose JVMs take turns.
   *
   * @param manifests one for each JVM
   * @param jvms the JVMs
   * @return copies that say so, with names of the JVMs by which the command can be repeated
   */
  public static List<Manifest> inSession(List<Manifest> manifests, JvmChoice jvms) {
    String id = String.format("%016x", new SecureRandom().nextLong());
    List<String> runs =
        jvms.labels().stream().map(label -> runId(manifests.get(0), "-" + label)).toList();
    List<Manifest> copies = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      copies.add(
          manifests
              .get(i)
              .inSession(
                  new SessionFacts(id, jvms.labels().get(i), i + 1, runs),
                  withValue(manifests.get(i).options(), JVM, String.join(",", jvms.names()))));
    }
    return copies;
  }

  /**
   * The manifest of one shard of a run.
   *
   * @param manifest of the part
   * @param shard which part it is
   * @param part the cells of the shard
   * @return a copy that says which shard of what it is
   */
  public static Manifest inShard(Manifest manifest, Shard shard, Plan part) {
    List<String> matrix = schedule(part.whole()).stream().map(CellKey::id).toList();
    return manifest.inShard(
        new ShardFacts(shard.index(), shard.count(), matrix),
        withValue(manifest.options(), SHARD, shard.toString()));
  }

  private static List<String> withValue(List<String> options, String option, String value) {
    List<String> words = new ArrayList<>(options);
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith(option + '=')) {
        words.set(i, option + '=' + value);
      } else if (i > 0 && words.get(i - 1).equals(option)) {
        words.set(i, value);
      }
    }
    return words;
  }

  /**
   * The name of the run's folder: start, commit, profile, in a session the JVM's label, and of a
   * shard which one it is.
   *
   * @param manifest of the run
   * @return such as {@code 20261122T191500Z-0123456789ab-quick}
   */
  public static String runId(Manifest manifest) {
    SessionFacts session = manifest.session();
    return session == null ? runId(manifest, "") : session.runs().get(session.index() - 1);
  }

  private static String runId(Manifest manifest, String suffix) {
    String runId =
        RunFolder.runId(manifest.startUtc(), manifest.git().sha(), manifest.profile()) + suffix;
    ShardFacts shard = manifest.shard();
    return shard == null ? runId : runId + "-shard-" + shard.index() + "-of-" + shard.count();
  }

  private static List<CellKey> schedule(Plan plan) {
    Set<CellKey> keys = new LinkedHashSet<>();
    plan.weighed().forEach(cell -> keys.add(BenchRun.footprintKey(cell)));
    plan.cells().forEach(cell -> keys.add(BenchRun.key(cell)));
    return List.copyOf(keys);
  }

  private static List<BackendFacts> backendFacts(List<String> names, Backends backends) {
    List<BackendFacts> facts = new ArrayList<>();
    for (String name : names) {
      BitmapProvider provider = backends.describe(name);
      String version = provider.getClass().getPackage().getImplementationVersion();
      facts.add(
          new BackendFacts(
              name,
              version == null ? MachineFacts.UNKNOWN : version,
              provider.capabilities().stream().map(Enum::name).sorted().toList(),
              provider.maxBits()));
    }
    return facts;
  }

  private static List<JarFacts> jars(String classPath) throws IOException {
    List<JarFacts> jars = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isRegularFile(path)) {
        jars.add(new JarFacts(path.getFileName().toString(), sha256(path)));
      }
    }
    return jars;
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK must have SHA-256", e);
    }
  }
}
