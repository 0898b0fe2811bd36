package dev.dirtybench.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ShardChoiceTest {
  private static final Map<String, String> SLURM =
      Map.of(
          "SLURM_ARRAY_TASK_ID", "12",
          "SLURM_ARRAY_TASK_MIN", "10",
          "SLURM_ARRAY_TASK_MAX", "13",
          "SLURM_ARRAY_TASK_COUNT", "4");

  private static final Map<String, String> GITLAB =
      Map.of("CI_NODE_INDEX", "2", "CI_NODE_TOTAL", "3");

  private static void gives(String expected, String text, Map<String, String> environment) {
    assertEquals(expected, new ShardChoice(environment).of(text).toString());
  }

  private static void refuses(String why, String text, Map<String, String> environment) {
    ShardChoice choice = new ShardChoice(environment);
    var refused = assertThrows(IllegalArgumentException.class, () -> choice.of(text));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void whatIsWrittenNeedsNoEnvironment() {
    gives("2/4", "2/4", Map.of());
    gives("2/4", "2/4", SLURM);
    gives("1/1", "1/1", Map.of());
  }

  @Test
  void slurmCountsFromTheArraysFirstTask() {
    gives("3/4", "auto", SLURM);
    gives("3/4", "/4", SLURM);
  }

  @Test
  void slurmMayStep() {
    Map<String, String> stepping =
        Map.of(
            "SLURM_ARRAY_TASK_ID", "20",
            "SLURM_ARRAY_TASK_MIN", "10",
            "SLURM_ARRAY_TASK_MAX", "30",
            "SLURM_ARRAY_TASK_STEP", "5",
            "SLURM_ARRAY_TASK_COUNT", "5");
    gives("3/5", "auto", stepping);
  }

  @Test
  void slurmArraysWithGapsCannotTell() {
    Map<String, String> gaps =
        Map.of(
            "SLURM_ARRAY_TASK_ID", "7",
            "SLURM_ARRAY_TASK_MIN", "1",
            "SLURM_ARRAY_TASK_MAX", "7",
            "SLURM_ARRAY_TASK_COUNT", "2");
    refuses("without gaps", "auto", gaps);
  }

  @Test
  void kubernetesCountsFromNoughtAndDoesNotSayOfHowMany() {
    gives("1/4", "/4", Map.of("JOB_COMPLETION_INDEX", "0"));
    gives("4/4", "/4", Map.of("JOB_COMPLETION_INDEX", "3"));
    refuses("give --shard /n", "auto", Map.of("JOB_COMPLETION_INDEX", "0"));
    refuses("got 5, which JOB_COMPLETION_INDEX means", "/4", Map.of("JOB_COMPLETION_INDEX", "4"));
  }

  @Test
  void gitlabSaysBoth() {
    gives("2/3", "auto", GITLAB);
    refuses("CI_NODE_INDEX is one of 3", "/4", GITLAB);
    refuses("CI_NODE_TOTAL", "auto", Map.of("CI_NODE_INDEX", "1"));
  }

  @Test
  void theOwnVariableComesFirst() {
    Map<String, String> both =
        Map.of("DIRTYBENCH_SHARD", "1/2", "CI_NODE_INDEX", "2", "CI_NODE_TOTAL", "3");
    gives("1/2", "auto", both);
    gives("3/8", "/8", Map.of("DIRTYBENCH_SHARD", "3"));
    refuses("DIRTYBENCH_SHARD says which", "auto", Map.of("DIRTYBENCH_SHARD", "3"));
    refuses("DIRTYBENCH_SHARD is one of 2", "/8", both);
  }

  @Test
  void twoSchedulersMustAgree() {
    Map<String, String> apart =
        Map.of("JOB_COMPLETION_INDEX", "0", "CI_NODE_INDEX", "2", "CI_NODE_TOTAL", "3");
    refuses("found several, JOB_COMPLETION_INDEX and CI_NODE_INDEX", "/3", apart);
    Map<String, String> alike =
        Map.of("JOB_COMPLETION_INDEX", "1", "CI_NODE_INDEX", "2", "CI_NODE_TOTAL", "3");
    gives("2/3", "/3", alike);
  }

  @Test
  void whatIsNoShardIsExplained() {
    refuses("i/n such as 1/4", "3", Map.of());
    refuses("got 0", "0/4", Map.of());
    refuses("got 5", "5/4", Map.of());
    refuses("whole numbers", "a/4", Map.of());
    refuses("whole numbers", "-1/4", Map.of());
    refuses("1 or more", "/0", Map.of());
    refuses("whole numbers", "1/99999999999", Map.of());
    refuses("found none of them", "auto", Map.of());
    refuses("DIRTYBENCH_SHARD must hold whole numbers", "/2", Map.of("DIRTYBENCH_SHARD", "one"));
  }
}
