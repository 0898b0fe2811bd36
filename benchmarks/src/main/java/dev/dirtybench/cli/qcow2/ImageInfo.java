package dev.dirtybench.cli.qcow2;

import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.format.Qcow2Header;
import dev.dirtybench.qcow2.image.BackingName;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.image.StoredBitmap;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an image is like, in the two forms of {@code qemu-img info}. */
final class ImageInfo {
  private static final long LAZY_REFCOUNTS = 1;

  private final Path file;
  private final Qcow2Image image;
  private final Qcow2Header header;

  ImageInfo(Path file, Qcow2Image image) {
    this.file = file;
    this.image = image;
    this.header = image.header();
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("virtual-size", image.node().size());
    json.put("filename", file.toString());
    json.put("cluster-size", header.clusterSize());
    json.put("format", "qcow2");
    Map<String, Object> specific = new LinkedHashMap<>();
    specific.put("type", "qcow2");
    specific.put("data", data());
    json.put("format-specific", specific);
    image
        .backingFile()
        .ifPresent(
            name -> {
              json.put("backing-filename", name);
              json.put("full-backing-filename", fullName(name));
            });
    image.backingFormat().ifPresent(format -> json.put("backing-filename-format", format));
    json.put("dirty-flag", has(HeaderLayout.INCOMPATIBLE_DIRTY));
    return json;
  }

  /** Prints lines for people. */
  void print(PrintWriter out) {
    out.println("image: " + file);
    out.println("file format: qcow2");
    out.println(
        "virtual size: "
            + DiskSize.show(image.node().size())
            + " ("
            + image.node().size()
            + " bytes)");
    out.println("cluster_size: " + header.clusterSize());
    image
        .backingFile()
        .ifPresent(
            name -> {
              String full = fullName(name);
              String shown = full.equals(name) ? name : name + " (actual path: " + full + ")";
              out.println("backing file: " + shown);
            });
    image.backingFormat().ifPresent(format -> out.println("backing file format: " + format));
    out.println("Format specific information:");
    data().forEach((key, value) -> print(key.replace('-', ' '), value, out));
  }

  private static void print(String key, Object value, PrintWriter out) {
    if (!(value instanceof List<?> bitmaps)) {
      out.println("    " + key + ": " + value);
      return;
    }
    out.println("    " + key + ":");
    for (int i = 0; i < bitmaps.size(); i++) {
      out.println("        [" + i + "]:");
      ((Map<?, ?>) bitmaps.get(i)).forEach((name, field) -> printField(name, field, out));
    }
  }

  private static void printField(Object name, Object field, PrintWriter out) {
    if (field instanceof List<?> flags) {
      out.println("            " + name + ":");
      for (int i = 0; i < flags.size(); i++) {
        out.println("                [" + i + "]: " + flags.get(i));
      }
    } else {
      out.println("            " + name + ": " + field);
    }
  }

  private Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("compat", header.version() >= 3 ? "1.1" : "0.10");
    data.put("compression-type", header.compressionType() == 1 ? "zstd" : "zlib");
    if (header.version() >= 3) {
      data.put("lazy-refcounts", (header.compatibleFeatures() & LAZY_REFCOUNTS) != 0);
    }
    List<Map<String, Object>> bitmaps = bitmaps();
    if (!bitmaps.isEmpty()) {
      data.put("bitmaps", bitmaps);
    }
    data.put("refcount-bits", header.refcountBits());
    if (header.version() >= 3) {
      data.put("corrupt", has(HeaderLayout.INCOMPATIBLE_CORRUPT));
      data.put("extended-l2", header.hasExtendedL2());
    }
    return data;
  }

  private List<Map<String, Object>> bitmaps() {
    List<Map<String, Object>> bitmaps = new ArrayList<>();
    for (StoredBitmap stored : image.storedBitmaps()) {
      Map<String, Object> bitmap = new LinkedHashMap<>();
      bitmap.put("flags", stored.flags().stream().map(StoredBitmap.Flag::toString).toList());
      bitmap.put("name", stored.name());
      bitmap.put("granularity", stored.granularity().bytes());
      bitmaps.add(bitmap);
    }
    return bitmaps;
  }

  private boolean has(long incompatibleFeature) {
    return (header.incompatibleFeatures() & incompatibleFeature) != 0;
  }

  private String fullName(String name) {
    return BackingName.resolve(file, name).map(Path::toString).orElse(name);
  }
}
