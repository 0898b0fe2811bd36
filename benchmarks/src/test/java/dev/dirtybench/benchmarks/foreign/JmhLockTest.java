package dev.dirtybench.benchmarks.foreign;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class JmhLockTest {
  @Test
  void whatEveryVersionOfJmhSaysIsUnderstood() {
    for (String said :
        List.of(
            "ERROR: Another JMH instance might be running. Unable to acquire the JMH lock"
                + " (/tmp/jmh.lock), exiting. Use -Djmh.ignoreLock=true to forcefully continue.",
            "Exception while trying to acquire the JMH lock (/tmp/jmh.lock), exiting.")) {
      String message =
          assertThrows(
                  IllegalStateException.class, () -> JmhLock.requireFree(List.of("# JMH", said)))
              .getMessage();
      assertTrue(message.contains("/tmp/jmh.lock"), message);
    }
  }

  @Test
  void otherFailuresAreNotTakenForTheLock() {
    JmhLock.requireFree(
        List.of(
            "# WARNING: JMH lock is ignored by user request, make sure no other JMH instances",
            "java.lang.IllegalStateException: no disk"));
  }
}
