// Run folders of invented numbers, for the browser test.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const target = process.argv[2];
const BACKENDS = ["agrona", "bitset", "chronicle", "hbitmap", "roaring"];
const HEAD = "cell_id,suite,op,backend,trace,size_bits,density,granularity,parameters,metric,unit,better,n_forks,hl_or_median,ci_lo,ci_hi,spread,spread_of,status,reason";
const TIDY = "cell_id,metric,unit,fork,iteration,value";

let state = 12345;
const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;

function manifest(id) {
  const names = [...BACKENDS.map((name) => ({ name, capabilities: [] })), { name: "noop", capabilities: ["KEEPS_NOTHING"] }, { name: "copy", capabilities: ["KEEPS_NOTHING", "COPIES_WORDS"] }];
  return {
    schemaVersion: 1, runId: id, startUtc: "2026-11-22T10:15:00Z", git: { sha: "0123456789abcdef", dirty: false, branch: "main" },
    jdk: { vendor: "Some", version: "17.0.15", gc: "Serial", flags: [], maxHeap: 1 << 30 }, os: { distro: "Debian", kernel: "6.1.0" },
    cpu: { model: "Example CPU", cores: 2 }, mem: { total: 8e9, thp: "madvise" }, backends: names, traces: [], operations: ["set", "merge", "serialize", "image-load"],
    plan: { forks: 5, warmupIterations: 4, warmupTime: "500 ms", measurementIterations: 5, measurementTime: "200 ms" }, schedule: [],
  };
}

function run(id, cells, forks, warm) {
  const folder = join(target, id);
  mkdirSync(folder, { recursive: true });
  const summary = [HEAD];
  const tidy = [TIDY];
  const lines = [];
  for (const cell of cells) {
    const name = [cell.op, cell.backend, cell.trace, cell.granularity].join("/");
    const facts = [name, "dev.dirtybench.benchmarks.jmh.SetBenchmark.set", cell.op, cell.backend, cell.trace, cell.bits, cell.density ?? "", cell.granularity, ""];
    if (cell.op === "footprint") {
      for (const [metric, bytes] of Object.entries(cell.bytes)) summary.push([...facts, metric, "B", "lower", "", bytes, "", "", "", "", "measured", ""].join(","));
      continue;
    }
    const medians = [];
    for (let fork = 1; fork <= forks; fork++) {
      const base = cell.score * (1 + 0.04 * (random() - 0.5));
      for (let i = 1; warm && i <= 4; i++) lines.push(JSON.stringify({ seq: fork, cellId: name, fork, phase: "warm", iteration: i, score: base * (1 + 2 / i), unit: "ns/op" }));
      const values = [];
      for (let i = 1; i <= 5; i++) {
        const value = base * (1 + 0.01 * (random() - 0.5));
        values.push(value);
        tidy.push([name, "time", "ns/op", fork, i, value].join(","));
        if (warm) lines.push(JSON.stringify({ seq: fork, cellId: name, fork, phase: "meas", iteration: i, score: value, unit: "ns/op" }));
      }
      medians.push(values.sort((a, b) => a - b)[2]);
    }
    medians.sort((a, b) => a - b);
    const score = medians[medians.length >> 1];
    const [low, high] = forks > 2 ? [medians[0], medians[medians.length - 1]] : ["", ""];
    summary.push([...facts, "time", "ns/pass", "lower", forks, score, low, high, forks > 1 ? (medians[medians.length - 1] - medians[0]) / 2 : "", forks > 1 ? forks + " forks" : "", "measured", ""].join(","));
  }
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest(id)));
  writeFileSync(join(folder, "summary.csv"), summary.join("\n") + "\n");
  writeFileSync(join(folder, "tidy.csv"), tidy.join("\n") + "\n");
  if (warm) writeFileSync(join(folder, "warmup.jsonl"), lines.join("\n") + "\n");
}

function suite(traces, operations, granularities, floors) {
  const cells = [];
  for (const op of operations) for (const trace of traces) for (const granularity of granularities) {
    for (const backend of floors ? [...BACKENDS, "noop", "copy"] : BACKENDS) {
      const factor = { noop: 0.3, copy: 0.5 }[backend] ?? 1 + BACKENDS.indexOf(backend) * (0.5 + random());
      const bits = 1048576 * 2 ** (traces.indexOf(trace) % 8);
      const density = Number(trace.split("-").pop()) || "";
      cells.push({ op, trace, granularity, backend, bits, density, score: 900 * factor * (1 + operations.indexOf(op)) * Math.sqrt(bits / 1048576) });
      if (op === operations[0] && BACKENDS.includes(backend)) {
        cells.push({ op: "footprint", trace, granularity, backend, bits, density, bytes: { heap_bytes: 400 + (backend === "hbitmap" ? bits / 8 : 0), off_heap_bytes: backend === "agrona" ? bits / 8 : backend === "roaring" ? 0 : bits / 9, serialized_bytes: bits / 8 } });
      }
    }
  }
  return cells;
}

run("one-cell", [{ op: "set", backend: "hbitmap", trace: "postgres", granularity: "64K", bits: 1048576, score: 120 }], 1, false);
const traces = ["sparse-0.001", "sparse-0.01", "sparse-0.1"];
run("invented-numbers", suite(traces, ["set", "merge", "serialize", "image-load"], ["4K", "64K"], true), 5, true);
run("invented-again", suite(traces, ["set", "merge", "serialize", "image-load"], ["4K", "64K"], true), 5, false);
run("rows-5000", suite(Array.from({ length: 50 }, (_, i) => "trace" + i), Array.from({ length: 19 }, (_, i) => "operation" + i), ["64K"], false), 3, false);
const history = ["utc,commit,author_date,run_id,profile,machine,cell_id,metric,unit,better,score,forks,adjusted_score"];
for (let i = 0; i < 30; i++) {
  const day = `2026-10-${String(i + 1).padStart(2, "0")}T00:00:00Z`;
  history.push([day, i.toString(16).padStart(40, "a"), day, "run" + i, "quick", "machine", "set/hbitmap/postgres/64K", "time", "ns/write", "lower", (i < 15 ? 10 : 14) + 0.1 * random(), 5, ""].join(","));
}
writeFileSync(join(target, "history.csv"), history.join("\n") + "\n");
