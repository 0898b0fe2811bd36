package dev.dirtybench.qcow2.interop;

import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.BitmapSpec;
import dev.dirtybench.dirty.Persistence;
import dev.dirtybench.dirty.Recording;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Chooses a step, has it done to both disks and says what it was. */
final class RandomStep {
  static final long MAX_SIZE = 8 * Images.MIB;
  private static final String[] NAMES = {"a", "b", "c", "d", "e"};
  private static final int[] GRANULARITIES = {256, 512, 4096, 65536, 2 << 20};

  private final Random random;
  private final TwinDisks disks;

  RandomStep(Random random, TwinDisks disks) {
    this.random = random;
    this.disks = disks;
  }

  /** Does one step; the consumer is told before what it will be. */
  void run(Consumer<String> log) throws IOException {
    int choice = random.nextInt(200);
    if (choice < 60) {
      guest(log);
    } else if (choice < 90) {
      add(log);
    } else if (choice < 100) {
      onOne("remove", log);
    } else if (choice < 108) {
      onOne("clear", log);
    } else if (choice < 116) {
      onOne("enable", log);
    } else if (choice < 124) {
      onOne("disable", log);
    } else if (choice < 144) {
      merge(log);
    } else if (choice < 156) {
      new RandomTransaction(random, disks).run(log);
    } else if (choice < 164) {
      resize(log);
    } else if (choice < 180) {
      log.accept("close and open");
      disks.closeAndOpen();
    } else if (choice < 189) {
      OpenMode mode = disks.isReadOnly() ? OpenMode.READ_WRITE : OpenMode.READ_ONLY;
      log.accept("reopen " + mode);
      disks.reopen(mode);
    } else if (choice < 197) {
      hold(log);
    } else {
      log.accept("kill");
      disks.kill();
    }
  }

  private void guest(Consumer<String> log) throws IOException {
    BitmapNode node = disks.node();
    long size = node.size();
    long offset = random.nextLong(size / 512) * 512;
    int most = random.nextInt(4) == 0 ? 4 * Images.MIB : 128 * Images.KIB;
    int length = (int) Math.min(size - offset, 512L * (1 + random.nextInt(most / 512)));
    int kind = random.nextInt(4);
    String range = offset + " " + length;
    if (kind == 0) {
      log.accept("write zeroes " + range);
      disks.guest(
          () -> node.writeZeroes(offset, length), guest -> guest.writeZeroes(offset, length));
    } else if (kind == 1) {
      log.accept("discard " + range);
      disks.guest(() -> node.discard(offset, length), guest -> guest.discard(offset, length));
    } else {
      log.accept("write " + range);
      disks.guest(() -> node.write(offset, length), guest -> guest.write(offset, length));
    }
  }

  private void add(Consumer<String> log) throws IOException {
    BitmapSpec spec = spec(random);
    log.accept("add " + spec);
    disks.both(() -> disks.node().add(spec), "block-dirty-bitmap-add", arguments(spec));
  }

  static BitmapSpec spec(Random random) {
    BitmapSpec spec =
        BitmapSpec.named(name(random))
            .with(random.nextInt(3) == 0 ? Recording.DISABLED : Recording.ENABLED)
            .with(random.nextInt(3) == 0 ? Persistence.TRANSIENT : Persistence.PERSISTENT);
    if (random.nextInt(5) == 0) {
      return spec;
    }
    // The first one is too small to be accepted, and seldom chosen.
    int choice = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(GRANULARITIES.length - 1);
    return spec.with(Granularity.ofBytes(GRANULARITIES[choice]));
  }

  static Map<String, Object> arguments(BitmapSpec spec) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("node", TwinDisks.NODE);
    arguments.put("name", spec.name());
    spec.granularity().ifPresent(granularity -> arguments.put("granularity", granularity.bytes()));
    arguments.put("persistent", spec.persistence() == Persistence.PERSISTENT);
    arguments.put("disabled", spec.recording() == Recording.DISABLED);
    return arguments;
  }

  private void onOne(String operation, Consumer<String> log) throws IOException {
    String name = name(random);
    log.accept(operation + " " + name);
    disks.both(
        () -> {
          switch (operation) {
            case "remove" -> disks.node().remove(name);
            case "clear" -> disks.node().clear(name);
            case "enable" -> disks.node().enable(name);
            default -> disks.node().disable(name);
          }
        },
        "block-dirty-bitmap-" + operation,
        Map.of("node", TwinDisks.NODE, "name", name));
  }

  private void merge(Consumer<String> log) throws IOException {
    String target = name(random);
    String[] sources =
        Stream.generate(() -> name(random)).limit(1 + random.nextInt(2)).toArray(String[]::new);
    log.accept("merge into " + target + " " + List.of(sources));
    disks.both(
        () -> disks.node().merge(target, sources),
        "block-dirty-bitmap-merge",
        Map.of("node", TwinDisks.NODE, "target", target, "bitmaps", List.of(sources)));
  }

  private void resize(Consumer<String> log) throws IOException {
    long size = disks.node().size();
    long grown = Math.min(MAX_SIZE, size + 512L * random.nextInt(2 * Images.MIB / 512));
    log.accept("resize " + grown);
    // A read-only image is refused by both, but QEMU says so by its permissions.
    if (!disks.isReadOnly()) {
      disks.resize(grown);
    }
  }

  private void hold(Consumer<String> log) throws IOException {
    if (disks.isHeld()) {
      log.accept("release");
      disks.release();
    } else {
      String name = name(random);
      log.accept("hold " + name);
      disks.hold(name);
    }
  }

  static String name(Random random) {
    return NAMES[random.nextInt(NAMES.length)];
  }
}
