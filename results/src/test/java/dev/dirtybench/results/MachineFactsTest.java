package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineFactsTest {
  @TempDir Path root;

  private void file(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private MachineFacts facts() {
    return MachineFacts.collect(new LinuxFacts(root));
  }

  @Test
  void readsWhatLinuxSays() throws IOException {
    file("proc/cpuinfo", "processor\t: 0\nmodel name\t: Some CPU: fast\nflags\t\t: sse2 avx2\n");
    file("proc/meminfo", "MemTotal:        8126464 kB\nMemFree:          100 kB\n");
    file("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
    file("etc/os-release", "ID=x\nPRETTY_NAME=\"Some Linux 12 (name)\"\n");
    MachineFacts facts = facts();
    assertEquals("Some CPU: fast", facts.cpu().model());
    assertEquals(Sha256.ofText("avx2 sse2"), facts.cpu().flagsHash());
    assertEquals(8126464L * 1024, facts.memory().totalBytes());
    assertEquals("madvise", facts.memory().thp());
    assertEquals("Some Linux 12 (name)", facts.os().distro());
  }

  @Test
  void readsTheNamesThatArmKernelsUse() throws IOException {
    file("proc/cpuinfo", "Features\t: fp asimd\nModel\t\t: Some Board 5\n");
    assertEquals("Some Board 5", facts().cpu().model());
    assertEquals(Sha256.ofText("asimd fp"), facts().cpu().flagsHash());
  }

  @Test
  void saysUnknownWhereTheFilesAreMissing() {
    MachineFacts facts = facts();
    assertEquals("unknown", facts.cpu().model());
    assertEquals("unknown", facts.cpu().flagsHash());
    assertEquals(-1, facts.memory().totalBytes());
    assertEquals("unknown", facts.memory().thp());
    assertEquals("unknown", facts.os().distro());
    assertEquals(new MachineFacts.Cgroup("unknown", "unknown"), facts.os().cgroup());
  }

  @Test
  void takesTheLimitNearestToTheProcess() throws IOException {
    file("proc/self/cgroup", "0::/outer/inner\n");
    file("sys/fs/cgroup/outer/inner/cpu.max", "max 100000\n");
    file("sys/fs/cgroup/outer/cpu.max", "150000 100000\n");
    file("sys/fs/cgroup/cpu.max", "400000 100000\n");
    file("sys/fs/cgroup/outer/inner/memory.max", "max\n");
    assertEquals(new MachineFacts.Cgroup("150000 100000", "max"), facts().os().cgroup());
  }

  @Test
  void staysInsideTheGroupsItCanSee() throws IOException {
    file("proc/self/cgroup", "0::/../../elsewhere\n");
    file("sys/fs/elsewhere/cpu.max", "1 1\n");
    file("sys/fs/cgroup/cpu.max", "200000 100000\n");
    assertEquals("200000 100000", facts().os().cgroup().cpuMax());
  }

  @Test
  void looksAtThisMachine() {
    MachineFacts facts = MachineFacts.collect();
    assertEquals(Runtime.getRuntime().availableProcessors(), facts.cpu().cores());
    assertEquals(System.getProperty("os.name"), facts.os().name());
  }

  @Test
  void describesTheJvmThatRunsIt() {
    JdkFacts jdk = JdkFacts.current(List.of("-Xmx1g"));
    assertEquals(System.getProperty("java.runtime.version"), jdk.version());
    assertEquals(List.of("-Xmx1g"), jdk.flags());
    assertFalse(ManagementFactory.getGarbageCollectorMXBeans().isEmpty());
    assertFalse(jdk.gc().isBlank());
    assertTrue(jdk.maxHeapBytes() > 0);
  }

  @Test
  void givesNeitherUserNorPathsAway() {
    JsonNode json =
        ManifestJson.of(
            "id",
            SampleRun.manifest(MachineFacts.collect(), JdkFacts.current(List.of("-Da=" + root))),
            new Calibration(null, Map.of(), List.of()));
    assertFalse(json.toString().contains(root.toString()), json.toString());
    assertFalse(json.toString().contains(System.getProperty("user.home") + "/"), json.toString());
  }
}
