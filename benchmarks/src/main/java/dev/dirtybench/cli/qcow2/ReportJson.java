package dev.dirtybench.cli.qcow2;

import dev.dirtybench.qcow2.doctor.BitmapReport;
import dev.dirtybench.qcow2.doctor.ChainReport;
import dev.dirtybench.qcow2.doctor.Finding;
import dev.dirtybench.qcow2.doctor.ImageReport;
import dev.dirtybench.qcow2.doctor.Remedy;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A report for programs; benchmarks/README.md has its fields. */
final class ReportJson {
  private ReportJson() {}

  static Map<String, Object> of(ChainReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("image", report.image().toString());
    json.put("healthy", report.isHealthy());
    json.put("images", report.images().stream().map(ReportJson::of).toList());
    json.put("findings", report.findings().stream().map(ReportJson::of).toList());
    return json;
  }

  private static Map<String, Object> of(ImageReport image) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("filename", image.path().toString());
    json.put("format", image.format());
    json.put("examined", word(image.reach()));
    image.virtualSize().ifPresent(bytes -> json.put("virtual-size", bytes));
    json.put("bitmaps", image.bitmaps().stream().map(ReportJson::of).toList());
    return json;
  }

  private static Map<String, Object> of(BitmapReport bitmap) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", bitmap.name());
    json.put("granularity", bitmap.granularity().bytes());
    json.put("condition", bitmap.condition().word());
    bitmap.incrementalBytes().ifPresent(bytes -> json.put("incremental-bytes", bytes));
    return json;
  }

  private static Map<String, Object> of(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", finding.ailment().word());
    json.put("weight", word(finding.ailment().weight()));
    json.put("image", finding.image().toString());
    finding.bitmap().ifPresent(name -> json.put("bitmap", name));
    json.put("what", finding.what());
    json.put("why", finding.why());
    json.put("advice", finding.advice());
    json.put("remedies", finding.remedies().stream().map(ReportJson::of).toList());
    return json;
  }

  static Map<String, Object> of(Remedy remedy) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("action", word(remedy.action()));
    json.put("fixable", remedy.use() == Remedy.Use.BY_TREATMENT);
    json.put("commands", remedy.commands());
    return json;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
