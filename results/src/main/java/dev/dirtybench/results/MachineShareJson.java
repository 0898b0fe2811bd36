package dev.dirtybench.results;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a {@link MachineShare} as JSON, its facts as at the top of a manifest. */
final class MachineShareJson {
  private MachineShareJson() {}

  static ObjectNode of(MachineShare share) {
    ObjectNode node = JsonFiles.MAPPER.createObjectNode();
    node.put("shard", share.shard());
    node.put("runId", share.runId());
    node.put("startUtc", share.startUtc().toString());
    node.put("endUtc", share.endUtc() == null ? MachineFacts.UNKNOWN : share.endUtc().toString());
    node.put("fingerprint", share.fingerprint());
    node.set("jdk", JsonFiles.MAPPER.valueToTree(share.jdk()));
    node.set("os", JsonFiles.MAPPER.valueToTree(share.machine().os()));
    node.set("cpu", JsonFiles.MAPPER.valueToTree(share.machine().cpu()));
    node.set("mem", JsonFiles.MAPPER.valueToTree(share.machine().memory()));
    node.put("firstResult", share.firstResult());
    node.put("results", share.results());
    node.set("cells", JsonFiles.MAPPER.valueToTree(share.cells()));
    if (share.session() != null) {
      node.set("session", JsonFiles.MAPPER.valueToTree(share.session()));
    }
    return node;
  }
}
