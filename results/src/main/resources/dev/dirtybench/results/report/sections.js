"use strict";
/* The parts of the page, from the answer at its top to the runs at its end. */
(() => {
  const { state, byId, element, chipSymbol, prepare, warmup, enlarge } = dirtybench;
  /* Charts that name no backend: on paper and on narrow windows the filters are out of sight. */
  const NAMELESS = new Set(["profile", "speed", "density", "disk-size", "granularity", "memory-density", "throughput"]);

  /* Filters */
  function select(label, field, values) {
    const list = element("select", {
      id: "filter-" + field,
      onchange: (event) => { state.filter[field] = event.target.value; dirtybench.refresh(); },
    });
    list.append(element("option", { value: "*" }, "all"));
    values.forEach((value) => list.append(element("option", { value }, value)));
    list.value = state.filter[field];
    return element("label", {}, label + " ", list);
  }

  function drawFilters() {
    const timed = state.rows.filter((row) => row.metric === "time" || row.metric === "rate");
    const values = (field) => [...new Set((timed.length ? timed : state.rows).map((row) => row[field]))].filter(Boolean);
    const box = byId("filters");
    box.replaceChildren();
    if (values("operation").length > 1) box.append(select("operation", "operation", values("operation")));
    if (values("trace").length > 1) box.append(select("trace", "trace", values("trace")));
    for (const series of state.report.series) {
      box.append(element("button", {
        type: "button", class: "chip", "aria-pressed": String(!state.hidden.has(series.name)),
        title: series.role === "contender" ? "shows or hides " + series.name : series.name + " does not compete: it is the " + series.role,
        onclick: () => {
          if (!state.hidden.delete(series.name)) state.hidden.add(series.name);
          dirtybench.refresh();
        },
      }, chipSymbol(series), series.name));
    }
    if (state.report.series.some((series) => series.peer)) {
      box.append(element("span", { class: "note", id: "peers" }, "\u2020 a peer: another library's bitmap, measured beside ours"));
    }
  }

  function drawLegends() {
    document.querySelectorAll(".legend").forEach((legend) => {
      legend.replaceChildren(...state.report.series.filter((series) => !state.hidden.has(series.name))
        .map((series) => element("span", {}, chipSymbol(series), series.name)));
    });
  }

  /* The answer */
  function drawAnswer(chart) {
    const box = byId("answer");
    box.append(
      element("div", { class: "both" },
        element("div", { id: "answer-words", "aria-live": "polite" }),
        element("div", { id: "answer-picture" })));
    if (chart.omitted === undefined) {
      prepare(chart, byId("answer-picture"));
      byId("answer-picture").append(element("p", { class: "note" }, chart.note));
    }
  }

  const cells = (count) => count + (count === 1 ? " cell" : " cells");
  const machine = (manifest) => [manifest.cpu.model, manifest.cpu.cores + (manifest.cpu.cores === 1 ? " core" : " cores"),
    manifest.os.distro, "kernel " + manifest.os.kernel].join(", ");
  const java = (manifest) => [manifest.jdk.vendor, manifest.jdk.version + ",", manifest.jdk.gc].join(" ");
  /* JVMs that took turns are all told: they are what is compared. */
  const javas = () => (state.report.turns ? "in turns by " + state.report.runs.map((run) => run.label + " (" + java(run.manifest) + ")").join(", ")
    : java(state.report.runs[0].manifest));
  const effort = (manifest) => (manifest.plan ? manifest.plan.forks + (manifest.plan.forks === 1 ? " fork" : " forks") + " of "
    + manifest.plan.measurementIterations + " x " + manifest.plan.measurementTime + " after " + manifest.plan.warmupIterations
    + " x " + manifest.plan.warmupTime + " warm-up" : "no plan known");

  function sayAnswer() {
    const words = state.report.answer.find((one) => one.trace === state.filter.trace) || state.report.answer[0];
    const where = words.trace === "*" ? "" : " on " + words.trace;
    const box = byId("answer-words");
    box.replaceChildren(
      element("h2", { id: "answer-take" }, words.take.startsWith("Nothing") ? words.take : "Take " + words.take + where),
      ...[words.why, words.sure, words.memory].filter(Boolean).map((text) => element("p", {}, text)));
    if (words.trace === "*" && state.report.answer.length > 2) {
      box.append(element("p", { class: "note" }, "By trace: " + state.report.answer.slice(1)
        .map((one) => one.trace + " " + (one.take.startsWith("Nothing") ? "-" : one.take)).join("; ") + "."));
    }
    const manifest = state.report.runs[0].manifest;
    if (manifest) box.append(element("p", { class: "note" }, "Measured on " + machine(manifest) + "; " + javas() + "; " + effort(manifest) + "."));
    for (const run of state.report.runs) {
      if (run.failed || run.missing) {
        const which = state.rows.filter((row) => row.run === run.label && row.status === "failed").map((row) => row.cell);
        const lost = [run.failed ? cells(run.failed) + " failed (" + which.slice(0, 3).join(", ") + (which.length > 3 ? ", ..." : "") + ")" : "",
          run.missing ? cells(run.missing) + " missing" : ""].filter(Boolean).join(", ");
        box.append(element("p", { class: "warn" }, (state.report.runs.length > 1 ? "Run " + run.label + ": " : "") + lost
          + ". They count for nothing here; the table has the reasons."));
      }
      if (run.unlike.length) {
        box.append(element("p", { class: "warn" }, "Run " + run.label + " was made on another machine or setting than "
          + state.report.runs[0].label + ": " + run.unlike.join("; ") + "."));
      }
    }
  }

  /* Sections */
  function drawCharts() {
    const box = byId("charts");
    const contents = byId("contents");
    const link = (id, text) => contents.append(element("a", { href: "#" + id }, text));
    const left = [];
    const add = (section, text) => { box.append(section); link(section.id, text); };
    for (const chart of state.report.charts) {
      if (chart.id === "answer") { drawAnswer(chart); continue; }
      if (chart.omitted !== undefined) {
        left.push([chart.id, chart.title, chart.omitted]);
      } else {
        const section = element("section", { id: "chart-" + chart.id }, element("h2", {}, chart.title));
        section.append(element("p", { class: "note" }, chart.note));
        if (NAMELESS.has(chart.id)) section.append(element("p", { class: "legend" }));
        prepare(chart, section);
        add(section, chart.title);
      }
      if (chart.id === "strips") {
        if (state.report.warmup.length) add(warmup(), "Warm-up");
        else left.push(["warmup", "Warm-up", "the run kept no values of its warm-up (warmup.jsonl)"]);
      }
      if (chart.id === "throughput") {
        if (Object.keys(state.report.portraits).length) add(portraits(), "Traces");
        else left.push(["portraits", "Portraits of the traces", "the traces are not at hand, or left out for want of room"]);
      }
    }
    if (left.length) {
      const list = element("ul", { class: "note" }, ...left.map(([id, title, why]) =>
        element("li", { class: "omitted", id: "chart-" + id }, title + ": " + why + ".")));
      add(element("section", { id: "not-drawn" }, element("h2", {}, "Not drawn"), list), "Not drawn");
    }
    link("table", "All numbers");
    link("runs", "Runs");
  }

  function portraits() {
    const section = element("section", { id: "chart-portraits" }, element("h2", {}, "Portraits of the traces"));
    const known = Object.entries(state.report.portraits);
    section.append(element("p", { class: "note" }, "Address over time, lengths of the dirty extents, dirty share by granularity. A click makes one larger."));
    const box = element("div", { class: "panels large" });
    for (const [trace, svg] of known) {
      const image = element("img", { class: "portrait", alt: "Portrait of the write trace " + trace, "data-trace": trace });
      image.src = "data:image/svg+xml," + encodeURIComponent(svg);
      const larger = element("button", { type: "button", class: "picture", "aria-label": "Portrait of " + trace + ", larger", onclick: () => enlarge(image) }, image);
      box.append(element("div", { class: "panel" }, element("h3", {}, trace), larger));
    }
    section.append(box);
    return section;
  }

  /* Runs */
  function drawRuns() {
    const box = byId("runs");
    box.append(element("h2", {}, state.report.runs.length > 1 ? "Runs" : "The run"));
    for (const run of state.report.runs) {
      const manifest = run.manifest;
      const list = element("dl");
      const say = (name, value) => { if (value) list.append(element("dt", {}, name), element("dd", {}, value)); };
      say("run", (state.report.runs.length > 1 ? run.label + ": " : "") + run.name);
      say("cells", run.measured + " measured, " + run.skipped + " skipped, " + run.failed + " failed" + (run.missing ? ", " + run.missing + " missing" : ""));
      if (manifest) {
        say("commit", (manifest.git.sha || "") + (manifest.git.dirty ? ", with changes" : ""));
        say("started", manifest.startUtc);
        say("JDK", java(manifest));
        say("machine", machine(manifest));
        say("plan", effort(manifest));
      } else {
        say("manifest", "none: a JSON file of JMH");
      }
      box.append(list);
      if (manifest) {
        box.append(element("details", {}, element("summary", {}, "Manifest"),
          element("pre", { tabindex: "0", "aria-label": "Manifest of " + run.name }, JSON.stringify(manifest, null, 2))));
      }
    }
    if (state.report.left) box.append(element("p", { class: "note" }, "Left out to keep the file small: " + state.report.left.join(", ") + "."));
  }

  Object.assign(dirtybench, { drawFilters, drawLegends, drawCharts, sayAnswer, drawRuns });
})();
