package dev.dirtybench.qcow2.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A command that mends something.
 *
 * @param action what it does
 * @param image the image that it changes
 * @param bitmap the bitmap that it changes, if it is about one
 * @param use who runs it
 * @param commands the arguments that do it, one list for each tool that can, the tool's name first
 */
public record Remedy(
    Action action, Path image, Optional<String> bitmap, Use use, List<List<String>> commands) {
  /** What a remedy does. */
  public enum Action {
    /** Removes a bitmap that cannot be trusted. */
    REMOVE_BITMAP,
    /** Frees leaked clusters, and drops bitmaps that are not valid. */
    REPAIR_LEAKS,
    /** Repairs whatever qemu-img can. */
    REPAIR_ALL,
    /** Makes the image say that its bitmaps are not valid. */
    GIVE_UP_BITMAPS,
    /** Adds a backing file's bitmap to the one of the same name on top. */
    MERGE_FROM_BACKING
  }

  /** Who runs a remedy. */
  public enum Use {
    /** {@link Treatment} can. */
    BY_TREATMENT,
    /** It is left to the user, for it needs a decision, or another tool. */
    BY_HAND
  }

  /** Copies the lists. */
  public Remedy {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(bitmap, "bitmap");
    Objects.requireNonNull(use, "use");
    commands = commands.stream().map(List::copyOf).toList();
  }

  static Remedy removeBitmap(Path image, String name) {
    List<String> arguments = List.of("bitmap", "--remove", "--", file(image), name);
    return new Remedy(
        Action.REMOVE_BITMAP,
        image,
        Optional.of(name),
        Use.BY_TREATMENT,
        List.of(dirtybench(arguments), qemuImg(arguments)));
  }

  static Remedy repairLeaks(Path image) {
    return new Remedy(
        Action.REPAIR_LEAKS,
        image,
        Optional.empty(),
        Use.BY_TREATMENT,
        List.of(
            dirtybench(List.of("check", "--repair", "leaks", file(image))),
            qemuImg(List.of("check", "-r", "leaks", file(image)))));
  }

  static Remedy repairAll(Path image) {
    return new Remedy(
        Action.REPAIR_ALL,
        image,
        Optional.empty(),
        Use.BY_HAND,
        List.of(qemuImg(List.of("check", "-r", "all", file(image)))));
  }

  static Remedy giveUpBitmaps(Path image) {
    return new Remedy(
        Action.GIVE_UP_BITMAPS,
        image,
        Optional.empty(),
        Use.BY_HAND,
        List.of(
            List.of(
                "dd",
                "if=/dev/zero",
                "of=" + image,
                "bs=1",
                "seek=" + WithoutBitmaps.BYTE,
                "count=1",
                "conv=notrunc")));
  }

  static Remedy mergeFromBacking(Path image, String name, Path backing) {
    List<String> arguments =
        List.of(
            "bitmap", "--merge", name, "-b", file(backing), "-F", "qcow2", "--", file(image), name);
    return new Remedy(
        Action.MERGE_FROM_BACKING,
        image,
        Optional.of(name),
        Use.BY_HAND,
        List.of(dirtybench(arguments), qemuImg(arguments)));
  }

  Remedy byHand() {
    return new Remedy(action, image, bitmap, Use.BY_HAND, commands);
  }

  /** A file's name that no tool takes for an option. */
  private static String file(Path image) {
    String name = image.toString();
    return name.startsWith("-") ? "./" + name : name;
  }

  private static List<String> dirtybench(List<String> arguments) {
    return command(List.of("dirtybench", "qcow2"), arguments);
  }

  private static List<String> qemuImg(List<String> arguments) {
    return command(List.of("qemu-img"), arguments);
  }

  /** The whole command; the end mark of the options stays only where a name needs it. */
  private static List<String> command(List<String> tool, List<String> arguments) {
    int mark = arguments.indexOf("--");
    boolean needed = mark >= 0 && arguments.get(arguments.size() - 1).startsWith("-");
    List<String> command = new ArrayList<>(tool);
    for (int i = 0; i < arguments.size(); i++) {
      if (i != mark || needed) {
        command.add(arguments.get(i));
      }
    }
    return command;
  }
}
