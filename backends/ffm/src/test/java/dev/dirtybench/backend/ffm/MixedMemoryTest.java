package dev.dirtybench.backend.ffm;

import dev.dirtybench.testkit.EveryBackendContract;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Native, mapped and vector words in one JVM, merged into each other. */
@EnabledForJreRange(min = JRE.JAVA_22)
class MixedMemoryTest extends EveryBackendContract {}
