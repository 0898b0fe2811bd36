package dev.dirtybench.results.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dirtybench.results.BackendFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All series of a report: yardsticks last, colours by backend, shapes by backend and run. */
final class Cast {
  private static final int RUN_SHAPES = 3;

  private final Map<List<String>, Series> series = new LinkedHashMap<>();
  private final boolean severalRuns;
  private final String firstRun;
  private final Set<String> sideBySide = new LinkedHashSet<>();
  private final Map<String, String> sessions = new HashMap<>();

  Cast(List<ReportRun> runs, List<String> labels) {
    firstRun = labels.get(0);
    severalRuns = runs.size() > 1;
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i).isSideBySide()) {
        sideBySide.add(labels.get(i));
      }
      if (runs.get(i).session() != null) {
        sessions.put(labels.get(i), runs.get(i).session());
      }
    }
    Map<String, Series.Role> roles = new LinkedHashMap<>();
    Set<String> peers = new HashSet<>();
    Set<String> backends = new LinkedHashSet<>();
    for (ReportRun run : runs) {
      if (run.manifest() != null) {
        for (JsonNode backend : run.manifest().path("backends")) {
          Set<String> capabilities = capabilities(backend);
          roles.put(backend.path("name").asText(), role(capabilities));
          if (capabilities.contains("PEER")) {
            peers.add(backend.path("name").asText());
          }
        }
      }
    }
    roles.keySet().stream()
        .filter(b -> role(roles, b).equals(Series.Role.CONTENDER))
        .forEach(backends::add);
    runs.forEach(run -> run.rows().forEach(row -> backends.add(row.place().backend())));
    List<String> order = new ArrayList<>(backends);
    order.sort((a, b) -> role(roles, a).compareTo(role(roles, b)));
    for (int i = 0; i < order.size(); i++) {
      String backend = order.get(i);
      for (int run = 0; run < runs.size(); run++) {
        String label = labels.get(run);
        if (runs.get(run).rows().stream().anyMatch(r -> r.place().backend().equals(backend))) {
          boolean peer = peers.contains(backend);
          String marked = peer ? backend + BackendFacts.PEER_MARK : backend;
          String name = severalRuns ? marked + " @" + label : marked;
          int shape = severalRuns ? i + RUN_SHAPES * run : i;
          series.put(
              List.of(label, backend),
              new Series(name, label, backend, role(roles, backend), peer, i, shape));
        }
      }
    }
  }

  private static Series.Role role(Map<String, Series.Role> roles, String backend) {
    return roles.getOrDefault(backend, Series.Role.CONTENDER);
  }

  private static Set<String> capabilities(JsonNode backend) {
    Set<String> names = new HashSet<>();
    backend.path("capabilities").forEach(name -> names.add(name.asText()));
    return names;
  }

  private static Series.Role role(Set<String> capabilities) {
    if (capabilities.contains("COPIES_WORDS")) {
      return Series.Role.ROOF;
    }
    boolean floor = capabilities.contains("KEEPS_NOTHING") || capabilities.contains("REFERENCE");
    return floor ? Series.Role.FLOOR : Series.Role.CONTENDER;
  }

  Series of(ReportRow row) {
    return series.get(List.of(row.place().run(), row.place().backend()));
  }

  List<Series> all() {
    return List.copyOf(series.values());
  }

  /** Whether forks of one number of a run, by its label, were measured side by side. */
  boolean isSideBySide(String run) {
    return sideBySide.contains(run);
  }

  /** The same of forks of two runs, or of one. */
  boolean areSideBySide(String run, String other) {
    return isSideBySide(run)
        && (run.equals(other)
            || sessions.containsKey(run) && sessions.get(run).equals(session(other)));
  }

  /** Id of the session that a run, by its label, is of; null if of none. */
  String session(String run) {
    return sessions.get(run);
  }

  /** The label of the first run. */
  String firstRun() {
    return firstRun;
  }

  boolean hasSeveralRuns() {
    return severalRuns;
  }
}
