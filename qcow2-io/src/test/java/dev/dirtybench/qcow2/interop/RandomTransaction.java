package dev.dirtybench.qcow2.interop;

import dev.dirtybench.dirty.BitmapSpec;
import dev.dirtybench.dirty.BitmapTransaction;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.dirty.MergeSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Some random actions as one transaction.
 *
 * <p>Two of QEMU's mistakes are kept out of the way, which we do not share. An enable that fails
 * crashes the daemon or leaves the bitmap disabled: only bitmaps that can be enabled are. A remove
 * that is prepared has left the disk even if the transaction fails: it comes last.
 */
final class RandomTransaction {
  private final Random random;
  private final TwinDisks disks;
  private final BitmapTransaction ours = new BitmapTransaction();
  private final List<Map<String, Object>> theirs = new ArrayList<>();

  RandomTransaction(Random random, TwinDisks disks) {
    this.random = random;
    this.disks = disks;
  }

  void run(Consumer<String> log) throws IOException {
    int actions = 1 + random.nextInt(3);
    for (int i = 0; i < actions; i++) {
      append();
    }
    int end = random.nextInt(6);
    if (end == 0) {
      ours.abort();
      action("abort", Map.of());
    } else if (end == 1) {
      String name = RandomStep.name(random);
      ours.remove(disks.node(), name);
      action("block-dirty-bitmap-remove", named(name));
    }
    log.accept("transaction " + theirs);
    disks.both(ours::run, "transaction", Map.of("actions", theirs));
  }

  private void append() {
    String name = RandomStep.name(random);
    switch (random.nextInt(5)) {
      case 0 -> {
        BitmapSpec spec = RandomStep.spec(random);
        ours.add(disks.node(), spec);
        action("block-dirty-bitmap-add", RandomStep.arguments(spec));
      }
      case 1 -> {
        ours.clear(disks.node(), name);
        action("block-dirty-bitmap-clear", named(name));
      }
      case 2 -> {
        if (disks.node().find(name).filter(RandomTransaction::canBeEnabled).isPresent()) {
          ours.enable(disks.node(), name);
          action("block-dirty-bitmap-enable", named(name));
        }
      }
      case 3 -> {
        ours.disable(disks.node(), name);
        action("block-dirty-bitmap-disable", named(name));
      }
      default -> {
        String source = RandomStep.name(random);
        ours.merge(disks.node(), name, List.of(new MergeSource(disks.node(), source)));
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("node", TwinDisks.NODE);
        arguments.put("target", name);
        arguments.put("bitmaps", List.of(source));
        action("block-dirty-bitmap-merge", arguments);
      }
    }
  }

  private static boolean canBeEnabled(DirtyBitmap bitmap) {
    return !bitmap.isBusy() && !bitmap.isInconsistent();
  }

  private static Map<String, Object> named(String name) {
    return Map.of("node", TwinDisks.NODE, "name", name);
  }

  private void action(String type, Map<String, Object> data) {
    theirs.add(Map.of("type", type, "data", data));
  }
}
