package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.results.compare.CellFilter;
import dev.dirtybench.results.compare.Comparison;
import dev.dirtybench.results.compare.ScoredRun;
import dev.dirtybench.results.schema.RunSchemas;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedRunTest {
  private static final MachineFacts MACHINE = SampleRun.manifest().machine();

  @TempDir Path parent;

  @AfterEach
  void everyFileIsAsItsSchemaSays() throws IOException {
    RunSchemas.requireValid(parent);
  }

  private static Clock clock(int index) {
    return Clock.fixed(Instant.parse("2026-11-22T10:2" + index + ":03Z"), ZoneOffset.UTC);
  }

  private RunFolder started(int index, MachineFacts machine) throws IOException {
    RunFolder folder =
        RunFolder.create(
            parent.resolve("shards"), SampleRun.RUN_ID + "-shard-" + index, clock(index));
    folder.manifest(SampleRun.shard(index, machine));
    return folder;
  }

  private Path shard(int index, MachineFacts machine) throws IOException {
    RunFolder folder = started(index, machine);
    for (CellResult cell : SampleRun.shardCells(index)) {
      SampleRun.append(folder, cell);
    }
    for (Footprint footprint : SampleRun.shardFootprints(index)) {
      folder.append(footprint);
    }
    folder.finish();
    return folder.path();
  }

  private static MachineFacts withCores(int cores) {
    return new MachineFacts(
        MACHINE.os(),
        new MachineFacts.Cpu(MACHINE.cpu().model(), cores, MACHINE.cpu().flagsHash()),
        MACHINE.memory());
  }

  private static void change(Path folder, String file, Consumer<ObjectNode> change)
      throws IOException {
    ObjectNode json = (ObjectNode) JsonFiles.read(folder.resolve(file));
    change.accept(json);
    JsonFiles.write(folder.resolve(file), json);
  }

  private void refuses(String why, Path... folders) {
    var refused =
        assertThrows(Exception.class, () -> MergedRun.of(List.of(folders), MissingShards.REFUSED));
    assertTrue(
        refused instanceof IllegalArgumentException || refused instanceof ResultFormatException,
        refused.toString());
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
  }

  @Test
  void leavesEveryFileThatAWholeRunLeaves() throws IOException {
    List<Path> shards = List.of(shard(2, MACHINE), shard(1, MACHINE));
    MergedRun merged = MergedRun.of(shards, MissingShards.REFUSED);
    assertEquals(List.of(), merged.absent());
    assertEquals(1, merged.machineKinds());
    Path folder = merged.write(parent.resolve("runs"));
    assertEquals(SampleRun.RUN_ID + "-merged", folder.getFileName().toString());
    Set<String> names = new TreeSet<>();
    try (var files = Files.list(folder)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    assertTrue(names.remove("SHA256SUMS"));
    for (String name : names) {
      Golden.assertMatches("merged/" + name, Files.readString(folder.resolve(name)));
    }
    assertEquals(7, names.size(), names.toString());
  }

  @Test
  void hasTheSameResultsAsTheRunInOnePiece() throws IOException {
    RunFolder whole = RunFolder.create(parent, SampleRun.RUN_ID, clock(1));
    whole.manifest(SampleRun.manifest());
    for (CellResult cell : SampleRun.fewCells()) {
      SampleRun.append(whole, cell);
    }
    for (Footprint footprint : SampleRun.fewFootprints()) {
      whole.append(footprint);
    }
    whole.finish();
    MergedRun merged =
        MergedRun.of(List.of(shard(1, MACHINE), shard(2, MACHINE)), MissingShards.REFUSED);
    Path folder = merged.write(parent.resolve("runs"));
    assertEquals(withoutOutput(whole.table()), withoutOutput(merged.table()));
    assertEquals(
        sorted(whole.path().resolve("summary.csv")), sorted(folder.resolve("summary.csv")));
    assertEquals(
        JsonFiles.read(whole.path().resolve("footprint.json")).get("footprints"),
        JsonFiles.read(folder.resolve("footprint.json")).get("footprints"));
    assertEquals(
        JsonFiles.read(whole.path().resolve("manifest.json")).get("schedule"),
        JsonFiles.read(folder.resolve("manifest.json")).get("schedule"));
    assertEquals(
        Set.copyOf(
            JmhJson.read(whole.path().resolve("jmh.json")).stream().map(r -> r.node()).toList()),
        Set.copyOf(JmhJson.read(folder.resolve("jmh.json")).stream().map(r -> r.node()).toList()));
  }

  private static List<String> sorted(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.contains(",gc.")) // the sample's entries are one real profiler's
        .map(line -> line.replace("-merged,", ","))
        .sorted()
        .toList();
  }

  /** A shard's files keep the first line of a reason; what the fork printed is in its report. */
  private static String withoutOutput(ResultTable table) {
    return table.render(TableFormat.TEXT).replaceAll("\n      .*", "");
  }

  @Test
  void unlikeMachinesAreNamedAndKeptApart() throws IOException {
    MergedRun merged =
        MergedRun.of(List.of(shard(1, MACHINE), shard(2, withCores(8))), MissingShards.REFUSED);
    assertEquals(2, merged.machineKinds());
    Path folder = merged.write(parent.resolve("runs"));
    Golden.assertMatches("report-merged-unlike.md", Files.readString(folder.resolve("report.md")));
    JsonNode manifest = JsonFiles.read(folder.resolve("manifest.json"));
    assertEquals(-1, manifest.at("/cpu/cores").asInt());
    assertEquals(8, manifest.at("/machines/1/cpu/cores").asInt());
    assertEquals(MACHINE.cpu().model(), manifest.at("/cpu/model").asText());
    Comparison comparison =
        Comparison.of(
            List.of(ScoredRun.read(folder)),
            CellFilter.parse("backend:hbitmap"),
            "operation",
            List.of("backend"),
            null);
    assertEquals(List.of("deserialize has another cores: 2 and 8 (1 cell)"), comparison.unlike());
  }

  @Test
  void whatIsMissingIsAnErrorUnlessItIsAllowed() throws IOException {
    Path first = shard(1, MACHINE);
    refuses("expected all shards, found no shard 2 of 2 (--partial", first);
    MergedRun merged = MergedRun.of(List.of(first), MissingShards.ALLOWED);
    Path folder = merged.write(parent.resolve("runs"));
    String report = Files.readString(folder.resolve("report.md"));
    assertTrue(report.contains("merged from 1 of 2 shards: no shard 2 of 2"), report);
    assertTrue(report.contains("- deserialize/hbitmap/guest-postgres/64K\n"), report);
    assertTrue(report.contains("- footprint/hbitmap/guest-postgres/64K\n"), report);
    assertTrue(report.contains("9 cells scheduled: 2 measured, 1 skipped, 0 failed, 6 missing."));
  }

  @Test
  void aKilledShardGivesWhatItHadWrittenIfThatIsAllowed() throws IOException {
    Path first = shard(1, MACHINE);
    RunFolder killed = started(2, MACHINE);
    for (CellResult cell : SampleRun.shardCells(2)) {
      SampleRun.append(killed, cell);
    }
    Path tidy = killed.path().resolve("tidy.csv");
    Files.writeString(tidy, Files.readString(tidy) + "a line that was cut o");
    refuses("half-written, 2 of its 6 cells missing", first, killed.path());
    MergedRun merged = MergedRun.of(List.of(first, killed.path()), MissingShards.ALLOWED);
    String report = Files.readString(merged.write(parent.resolve("runs")).resolve("report.md"));
    assertTrue(report.contains("2 missing."), report);
    assertTrue(report.contains("no end"), report);
  }

  @Test
  void aCellWhoseForksWereCutOffIsMissing() throws IOException {
    Path first = shard(1, MACHINE);
    RunFolder killed = started(2, MACHINE);
    SampleRun.append(
        killed,
        SampleRun.shardCells(2).stream()
            .filter(cell -> cell.measurement() != null)
            .findFirst()
            .orElseThrow());
    Path tidy = killed.path().resolve("tidy.csv");
    List<String> lines =
        Files.readAllLines(tidy).stream()
            .takeWhile(line -> !line.contains(",units_per_pass,"))
            .toList();
    Files.writeString(tidy, String.join("\n", lines) + "\n");
    refuses("half-written, 6 of its 6 cells missing", first, killed.path());
  }

  @Test
  void aShardTwiceIsRefused() throws IOException {
    Path first = shard(1, MACHINE);
    refuses("found shard 1 of 2 twice", first, first);
  }

  @Test
  void anEmptyShardIsAccepted() throws IOException {
    Path first = shard(1, MACHINE);
    Path second = shard(2, MACHINE);
    Path third = parent.resolve("shards").resolve("empty");
    RunFolder empty = RunFolder.create(parent.resolve("shards"), "empty", clock(3));
    Manifest all = SampleRun.shard(1, MACHINE);
    empty.manifest(
        SampleRun.manifestWithoutCells()
            .inShard(new ShardFacts(3, 3, all.shard().matrix()), all.options()));
    empty.finish();
    for (Path folder : List.of(first, second)) {
      change(folder, "manifest.json", m -> ((ObjectNode) m.get("shard")).put("count", 3));
    }
    MergedRun merged = MergedRun.of(List.of(first, second, third), MissingShards.REFUSED);
    assertEquals(List.of(), merged.absent());
  }

  @Test
  void shardsOfDifferentRunsAreRefusedWithWhatDiffers() throws IOException {
    Path first = shard(1, MACHINE);
    Path second = shard(2, MACHINE);
    String original = Files.readString(second.resolve("manifest.json"));
    different(first, second, "another commit: 7c30cdc0", m -> sub(m, "git").put("sha", "f00d"));
    different(first, second, "another profile: quick", m -> m.put("profile", "full"));
    different(first, second, "another seed: 42", m -> m.put("seed", 1));
    different(first, second, "another plan", m -> sub(m, "plan").put("forks", 9));
    different(first, second, "another number of shards", m -> sub(m, "shard").put("count", 5));
    different(first, second, "another list of traces", m -> m.putArray("traces"));
    different(first, second, "another list of all cells", m -> sub(m, "shard").putArray("matrix"));
    different(
        first,
        second,
        "another command line: --profile quick in",
        m -> m.withArrayProperty("options").add("--windows").add("4"));
    Files.writeString(second.resolve("manifest.json"), original);
    change(
        second,
        "manifest.json",
        m -> m.putArray("options").add("--profile").add("quick").add("--shard=2/2"));
    assertEquals(List.of(), MergedRun.of(List.of(first, second), MissingShards.REFUSED).absent());
  }

  @Test
  void shardsOfOneJvmOfASessionMakeARunThatRemembersIt() throws IOException {
    List<Path> shards = List.of(shard(1, MACHINE), shard(2, MACHINE));
    for (Path shard : shards) {
      change(shard, "manifest.json", m -> session(m, "jdk25"));
    }
    Path run = MergedRun.of(shards, MissingShards.REFUSED).write(parent.resolve("merged"));
    assertTrue(run.toString().endsWith("-quick-jdk25-merged"), run.toString());
    JsonNode machines = JsonFiles.read(run.resolve("manifest.json")).get("machines");
    assertEquals("0123456789abcdef", machines.at("/1/session/id").asText());
    assertEquals("jdk25", machines.at("/0/session/label").asText());
    different(shards.get(0), shards.get(1), "another JVM: jdk25 in", m -> session(m, "jdk17"));
  }

  private static void session(ObjectNode manifest, String label) {
    ObjectNode session = manifest.putObject("session");
    session.put("id", "0123456789abcdef").put("label", label).put("index", 1);
    session.putArray("runs").add("a").add("b");
  }

  private void different(Path first, Path second, String why, Consumer<ObjectNode> change)
      throws IOException {
    String original = Files.readString(second.resolve("manifest.json"));
    change(second, "manifest.json", change);
    refuses(why, first, second);
    Files.writeString(second.resolve("manifest.json"), original);
  }

  private static ObjectNode sub(ObjectNode manifest, String name) {
    return (ObjectNode) manifest.get(name);
  }

  @Test
  void aCellInTwoShardsIsRefused() throws IOException {
    Path first = shard(1, MACHINE);
    Path second = shard(2, MACHINE);
    String cell = SampleRun.shardCells(1).get(0).key().id();
    change(second, "manifest.json", m -> m.withArrayProperty("schedule").add(cell));
    refuses("expected each cell in one shard, found " + cell + " in ", first, second);
  }

  @Test
  void anotherJarCountsWhereTheCommitDoesNotSayWhatWasBuilt() throws IOException {
    Path first = shard(1, MACHINE);
    Path second = shard(2, MACHINE);
    change(
        second,
        "manifest.json",
        m -> ((ObjectNode) m.at("/jars/0")).put("sha256", Sha256.ofText("other")));
    assertEquals(
        2,
        JsonFiles.read(
                MergedRun.of(List.of(first, second), MissingShards.REFUSED)
                    .write(parent)
                    .resolve("manifest.json"))
            .get("jars")
            .size());
    for (Path folder : List.of(first, second)) {
      change(folder, "manifest.json", m -> sub(m, "git").put("dirty", true));
    }
    refuses("another jar", first, second);
  }

  @Test
  void whatIsNoShardIsRefused() throws IOException {
    Path first = shard(1, MACHINE);
    Path second = shard(2, MACHINE);
    RunFolder whole = RunFolder.create(parent, "whole", clock(1));
    whole.manifest(SampleRun.manifest());
    whole.finish();
    refuses("whole: expected a shard of a run", whole.path());
    Path merged =
        MergedRun.of(List.of(first, second), MissingShards.REFUSED).write(parent.resolve("runs"));
    refuses("found a merged run", merged);
    refuses("no manifest.json in it", parent);
    assertThrows(
        NoSuchFileException.class,
        () -> MergedRun.of(List.of(parent.resolve("none")), MissingShards.REFUSED));
    MergedRun again = MergedRun.of(List.of(first, second), MissingShards.REFUSED);
    assertThrows(FileAlreadyExistsException.class, () -> again.write(parent.resolve("runs")));
  }

  @Test
  void brokenFilesAreNamed() throws IOException {
    Path first = shard(1, MACHINE);
    Path second = shard(2, MACHINE);
    broken(first, second, "manifest.json", "{", "valid JSON");
    broken(first, second, "manifest.json", "{\"schemaVersion\": 2}", "newer dirtybench");
    broken(first, second, "jmh.json", "[", "valid JSON");
    broken(first, second, "jmh.json", "[]", "others, or none, in jmh.json");
    broken(first, second, "tidy.csv", "a,b\n", "the columns of this version");
    broken(first, second, "digest.json", "{}", "/digests");
    String tidy = Files.readString(second.resolve("tidy.csv"));
    broken(first, second, "tidy.csv", tidy + "a,b\n", "27 fields");
    broken(first, second, "tidy.csv", tidy + "\"a", "a closing quote");
    broken(first, second, "tidy.csv", tidy + "a", "a line feed");
    broken(first, second, "tidy.csv", tidy.replace("units_per_pass", "units"), "no units_per_pass");
  }

  private void broken(Path first, Path second, String file, String content, String why)
      throws IOException {
    String original = Files.readString(second.resolve(file));
    Files.writeString(second.resolve(file), content);
    refuses(why, first, second);
    Files.writeString(second.resolve(file), original);
    assertFalse(Files.exists(parent.resolve("runs")), "nothing half-written");
  }

  @Test
  void linesOfJvmsAreNumberedOn() throws IOException {
    Path first = shard(1, MACHINE);
    Path second = shard(2, MACHINE);
    Files.writeString(first.resolve("schedule.jsonl"), jvm(1) + jvm(2));
    Files.writeString(first.resolve("warmup.jsonl"), iteration(2));
    Files.writeString(second.resolve("schedule.jsonl"), jvm(1) + jvm(2) + "{\"seq");
    Files.writeString(second.resolve("warmup.jsonl"), iteration(1));
    Path folder =
        MergedRun.of(List.of(first, second), MissingShards.REFUSED).write(parent.resolve("runs"));
    assertEquals(
        jvm(1) + jvm(2) + jvm(3) + jvm(4), Files.readString(folder.resolve("schedule.jsonl")));
    assertEquals(iteration(2) + iteration(3), Files.readString(folder.resolve("warmup.jsonl")));
    Files.writeString(second.resolve("schedule.jsonl"), jvm(1));
  }

  private static String jvm(int seq) {
    return "{\"seq\":"
        + seq
        + ",\"kind\":\"rulers\",\"round\":1,\"slot\":0,\"arm\":null,\"cellId\":null,\"fork\":0,"
        + "\"seed\":1,\"commandSha256\":null,\"jarSha256\":null,\"time\":{\"startNs\":1,\"endNs\":2,"
        + "\"startMonoNs\":3,\"endMonoNs\":4},\"exit\":0,\"system\":null,\"process\":null,"
        + "\"state\":null,\"rulerRef\":"
        + seq
        + ",\"rulers\":{\"l1\":0.10},\"disturbance\":null,"
        + "\"failure\":null}\n";
  }

  private static String iteration(int seq) {
    return "{\"seq\":"
        + seq
        + ",\"cellId\":\"set/x/t/64K\",\"fork\":1,\"phase\":\"warm\",\"iteration\":1,\"startNs\":1,"
        + "\"durNs\":2,\"ops\":3,\"score\":0.10,\"unit\":\"us/op\",\"gcCount\":0,\"gcMs\":0,"
        + "\"jitMs\":0}\n";
  }
}
