"use strict";
/* Draws what the data holds: filters, charts, table, details. All numbers come ready-made. */
(() => {
  const PALETTE = {
    light: ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000", "#8A7A00"],
    dark: ["#56B4E9", "#E69F00", "#2BC49A", "#E59AC4", "#5C9DFF", "#FF8A4C", "#FFFFFF", "#F0E442"],
  };
  const THEME = {
    light: {
      ink: "#1b1e24", grey: "#6b7280", line: "#e0e3e8", paper: "#ffffff", blue: "#0072B2",
      orange: "#E69F00", vermillion: "#D55E00", heat: ["#f2f7fb", "#9ecae1", "#3182bd", "#08306b"],
      heatLow: "#111111", heatHigh: "#ffffff",
    },
    dark: {
      ink: "#e8eaed", grey: "#9aa1ac", line: "#30343b", paper: "#16181c", blue: "#56B4E9",
      orange: "#E69F00", vermillion: "#FF8A4C", heat: ["#1d2733", "#2f5d83", "#58a5d8", "#d8eefc"],
      heatLow: "#ffffff", heatHigh: "#111111",
    },
  };
  const SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "M-1,-0.4L0.6,-0.4L0.6,-1L1,0L0.6,1L0.6,0.4L-1,0.4Z"];
  const PATHS = [
    "M7 2a5 5 0 1 0 .01 0z", "M2.5 2.5h9v9h-9z", "M7 2l5.5 10h-11z", "M7 1l5 6-5 6-5-6z",
    "M5 2h4v3h3v4h-3v3h-4v-3h-3v-4h3z", "M7 12l5.5-10h-11z", "M1 5h7V2l5 5-5 5V9H1z",
  ];
  const DASHES = [[1, 0], [7, 3], [2, 2], [9, 3, 2, 3], [4, 2], [12, 3], [2, 5], [6, 2, 2, 2, 2, 2]];
  const VERDICTS = ["slower", "faster", "equal", "undecided"];
  /* A picture with more lines than this is no picture; the filters bring up the rest. */
  const MOST = { heatmap: 60, strips: 40, forest: 50 };
  const KEYS = { heatmap: "workload", strips: "label", forest: "label" };
  const WIDE = new Set(["answer", "heatmap", "strips", "forest", "pareto", "profile"]);
  const PAGE = 60;

  const root = document.documentElement;
  const specifications = JSON.parse(document.getElementById("specifications").textContent);
  const hidden = new Set();
  const filter = { operation: "*", trace: "*" };
  const sort = { field: "", down: false, shown: PAGE };
  const drawn = new Map();
  let report;
  let rows;
  let queue = [];
  let busy = false;
  let mode = "light";

  const byId = (id) => document.getElementById(id);

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value !== null && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }

  async function load() {
    const node = byId("data");
    let text = node.textContent;
    if (node.dataset.packing === "gzip") {
      const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
      text = await new Response(stream).text();
    }
    report = JSON.parse(text);
    rows = report.rows.map((values, id) => {
      const row = { id };
      report.rowFields.forEach((field, i) => { row[field] = values[i]; });
      return row;
    });
  }

  function number(value) {
    if (value === null || value === undefined) return "";
    const size = Math.abs(value);
    if (size >= 1e6 || (size > 0 && size < 1e-3)) return value.toPrecision(4);
    return size >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(4)));
  }

  /* Series: colour by backend, grey for those that do not compete. */
  function colour(series) {
    const all = PALETTE[mode];
    return series.role === "contender" ? all[series.colour % all.length] : THEME[mode].grey;
  }

  const symbol = (series) =>
    series.role === "floor" ? "M-0.3,-1L0.3,-1L0.3,1L-0.3,1Z" : series.role === "roof" ? "triangle-right" : SHAPES[series.shape % SHAPES.length];

  function chipSymbol(series) {
    const path = series.role === "floor" ? "M6 1h2v12h-2z" : series.role === "roof" ? "M2 2l10 5-10 5z" : PATHS[series.shape % PATHS.length];
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("width", 14);
    svg.setAttribute("height", 14);
    svg.setAttribute("aria-hidden", "true");
    const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
    shape.setAttribute("d", path);
    shape.setAttribute("fill", colour(series));
    svg.append(shape);
    return svg;
  }

  /* Filters */
  function select(label, field, values) {
    const list = element("select", {
      id: "filter-" + field,
      onchange: (event) => { filter[field] = event.target.value; refresh(); },
    });
    list.append(element("option", { value: "*" }, "all"));
    values.forEach((value) => list.append(element("option", { value }, value)));
    list.value = filter[field];
    return element("label", {}, label + " ", list);
  }

  function drawFilters() {
    const timed = rows.filter((row) => row.metric === "time" || row.metric === "rate");
    const values = (field) => [...new Set((timed.length ? timed : rows).map((row) => row[field]))].filter(Boolean);
    const box = byId("filters");
    box.replaceChildren();
    if (values("operation").length > 1) box.append(select("operation", "operation", values("operation")));
    if (values("trace").length > 1) box.append(select("trace", "trace", values("trace")));
    for (const series of report.series) {
      box.append(element("button", {
        type: "button", class: "chip", "aria-pressed": String(!hidden.has(series.name)),
        title: series.role === "contender" ? "shows or hides " + series.name : series.name + " does not compete: it is the " + series.role,
        onclick: () => {
          if (!hidden.delete(series.name)) hidden.add(series.name);
          refresh();
        },
      }, chipSymbol(series), series.name));
    }
  }

  function passes(value) {
    for (const field of ["operation", "trace"]) {
      if (field in value) {
        const own = value[field];
        if (own === "*" ? filter[field] !== "*" : filter[field] !== "*" && own !== filter[field]) return false;
      }
    }
    return !("series" in value && hidden.has(value.series));
  }

  /* Rows of ready-made scopes: the one that is asked for, else all together. */
  function scoped(chart, values) {
    const has = (field) => chart.fields.includes(field) && values.some((value) => value[field] === "*");
    const fields = ["operation", "trace"].filter(has);
    if (!fields.length) return values.filter(passes);
    return values.filter((value) => fields.every((f) => value[f] === filter[f]) && !hidden.has(value.series));
  }

  function objects(chart, panel) {
    return panel.rows.map((row) => {
      const value = {};
      chart.fields.forEach((field, i) => { value[field] = row[i]; });
      return value;
    });
  }

  function shorten(chart, values) {
    const most = MOST[chart.id];
    const kept = new Set();
    const list = values.filter((value) => {
      if (most && kept.size < most) kept.add(value[KEYS[chart.id]]);
      return !most || kept.has(value[KEYS[chart.id]]);
    });
    const all = most ? new Set(values.map((value) => value[KEYS[chart.id]])).size : 0;
    return { list, left: all - kept.size };
  }

  /* Drawing, one chart after the other, what is seen first */
  function config() {
    const theme = THEME[mode];
    const axis = {
      labelColor: theme.ink, titleColor: theme.ink, gridColor: theme.line, domainColor: theme.grey,
      tickColor: theme.grey, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal",
    };
    return {
      background: null, font: "system-ui, DejaVu Sans, sans-serif", axis,
      view: { stroke: null }, legend: { labelColor: theme.ink, titleColor: theme.ink, labelFontSize: 12 },
      text: { color: theme.ink }, style: { "guide-label": { fill: theme.ink } },
    };
  }

  function filled(node, names) {
    if (typeof node === "string") return node.startsWith("$") && node.slice(1) in names ? names[node.slice(1)] : node;
    if (Array.isArray(node)) return node.map((one) => filled(one, names));
    if (node && typeof node === "object") {
      return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, filled(value, names)]));
    }
    return node;
  }

  function names(panel, width, values) {
    const domain = report.series.map((series) => series.name);
    const ratios = values.map((value) => value.ratio || 1);
    return Object.assign({}, THEME[mode], panel, {
      colour: { domain, range: report.series.map(colour) },
      shape: { domain, range: report.series.map(symbol) },
      dash: { domain, range: report.series.map((s) => (s.role === "contender" ? DASHES[s.colour % DASHES.length] : [1, 3])) },
      verdict: { domain: VERDICTS, range: [THEME[mode].vermillion, PALETTE[mode][2], PALETTE[mode][0], THEME[mode].grey] },
      verdictShape: { domain: VERDICTS, range: ["triangle-right", "triangle-left", "square", "circle"] },
      order: domain, palette: PALETTE[mode], labels: width < 600 ? 150 : 330,
      angle: width / new Set(values.map((value) => value.series)).size < 95 ? -40 : 0,
      half: Math.sqrt(Math.max(...ratios) / Math.min(...ratios)),
    });
  }

  function plan() {
    queue = [];
    for (const entry of drawn.values()) {
      entry.stale = true;
      queue.push(entry);
    }
    work();
  }

  async function work() {
    if (busy) return;
    busy = true;
    delete root.dataset.drawn;
    while (queue.length) {
      const height = window.innerHeight;
      const near = queue.findIndex((entry) => {
        const box = entry.node.getBoundingClientRect();
        return box.bottom > -200 && box.top < height + 200;
      });
      const entry = queue.splice(Math.max(0, near), 1)[0];
      if (entry.stale) await draw(entry);
      await new Promise((done) => setTimeout(done, 0));
    }
    busy = false;
    root.dataset.drawn = String(Math.round(performance.now()));
  }

  async function draw(entry) {
    const { chart, panel, node, note } = entry;
    entry.stale = false;
    const { list, left } = shorten(chart, scoped(chart, entry.values));
    if (note) note.textContent = left > 0 ? left + " more are left out here; choose an operation or a trace to see them." : "";
    entry.box.hidden = list.length === 0 && chart.panels.length > 1;
    if (entry.view) { entry.view.finalize(); entry.view = null; }
    if (list.length === 0) {
      node.replaceChildren(element("p", { class: "note" }, "Nothing is left after these filters."));
      return;
    }
    const spec = filled(specifications[chart.spec], names(panel, node.clientWidth, list));
    spec.datasets = { rows: list };
    spec.description = (chart.title || "The answer as a picture") + " " + panel.title;
    const result = await vegaEmbed(node, spec, {
      ast: true, logLevel: vega.Error, expr: vega.expressionInterpreter, renderer: "svg", config: config(),
      actions: { export: true, source: false, compiled: false, editor: false },
      tooltip: { theme: mode }, downloadFileName: chart.id,
    });
    entry.view = result;
    result.view.addEventListener("click", (event, item) => {
      if (item && item.datum && item.datum.id !== undefined && item.datum.id !== null) details(item.datum.id);
    });
    const summary = node.querySelector("summary");
    if (summary) summary.setAttribute("aria-label", "Save this chart");
  }

  function prepare(chart, where) {
    const box = element("div", { class: "panels" + (WIDE.has(chart.id) ? " one" : "") });
    chart.panels.forEach((panel, i) => {
      const node = element("div", { class: "plot", id: "plot-" + chart.id + "-" + i, "data-chart": chart.id });
      const note = MOST[chart.id] ? element("p", { class: "note" }) : null;
      const outer = element("div", { class: "panel" });
      if (panel.title) outer.append(element("h3", {}, panel.title));
      outer.append(node);
      if (note) outer.append(note);
      box.append(outer);
      drawn.set(node.id, { chart, panel, node, note, box: outer, values: objects(chart, panel), stale: true });
    });
    where.append(box);
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

  function sayAnswer() {
    const words = report.answer.find((one) => one.trace === filter.trace) || report.answer[0];
    const where = words.trace === "*" ? "" : " on " + words.trace;
    const box = byId("answer-words");
    box.replaceChildren(
      element("h2", { id: "answer-take" }, words.take.startsWith("Nothing") ? words.take : "Take " + words.take + where),
      ...[words.why, words.sure, words.memory].filter(Boolean).map((text) => element("p", {}, text)));
    if (words.trace === "*" && report.answer.length > 2) {
      box.append(element("p", { class: "note" }, "By trace: " + report.answer.slice(1)
        .map((one) => one.trace + " " + (one.take.startsWith("Nothing") ? "-" : one.take)).join("; ") + "."));
    }
    for (const run of report.runs) {
      if (run.failed || run.missing) {
        box.append(element("p", { class: "warn" }, "Run " + run.label + ": " + (run.failed || 0) + " cells failed, "
          + (run.missing || 0) + " are missing."));
      }
      if (run.unlike.length) {
        box.append(element("p", { class: "warn" }, "Run " + run.label + " was made on another machine or setting than "
          + report.runs[0].label + ": " + run.unlike.join("; ") + "."));
      }
    }
  }

  /* Sections */
  function drawCharts() {
    const box = byId("charts");
    const contents = byId("contents");
    const link = (id, text) => contents.append(element("a", { href: "#" + id }, text));
    for (const chart of report.charts) {
      if (chart.id === "answer") { drawAnswer(chart); continue; }
      const section = element("section", { id: "chart-" + chart.id }, element("h2", {}, chart.title));
      if (chart.omitted !== undefined) {
        section.append(element("p", { class: "note omitted" }, "Not drawn: " + chart.omitted + "."));
      } else {
        section.append(element("p", { class: "note" }, chart.note));
        prepare(chart, section);
      }
      link(section.id, chart.title);
      box.append(section);
      if (chart.id === "strips") { box.append(warmup()); link("chart-warmup", "Warm-up"); }
      if (chart.id === "throughput") { box.append(portraits()); link("chart-portraits", "Traces"); }
    }
    link("table", "All numbers");
    link("runs", "Runs");
  }

  function warmup() {
    const section = element("section", { id: "chart-warmup" }, element("h2", {}, "Warm-up"));
    if (!report.warmup.length) {
      section.append(element("p", { class: "note omitted" }, "Not drawn: the run kept no values of its warm-up (warmup.jsonl)."));
      return section;
    }
    const list = element("select", { id: "warmup-cell", "aria-label": "cell", onchange: drawWarmup });
    report.warmup.forEach((cell, i) => list.append(element("option", { value: i }, cell.cell)));
    section.append(
      element("p", { class: "note" }, "Each line is a fork; the measured iterations begin at 0. A line that still falls there was not warm."),
      element("div", { class: "bar" }, list), element("div", { class: "plot", id: "warmup-plot" }));
    return section;
  }

  let curve = null;
  function drawWarmup() {
    const node = byId("warmup-plot");
    if (!node) return;
    const cell = report.warmup[Number(byId("warmup-cell").value)];
    const warm = Math.max(0, ...cell.forks.map((fork) => fork.warm.length));
    const most = Math.max(0, ...cell.forks.map((fork) => fork.measured.length));
    const x = Array.from({ length: warm + most }, (_, i) => i - warm);
    const lines = cell.forks.map((fork) => {
      const values = Array(warm - fork.warm.length).fill(null).concat(fork.warm, fork.measured);
      return values.concat(Array(x.length - values.length).fill(null));
    });
    const theme = THEME[mode];
    const axis = { stroke: theme.ink, grid: { stroke: theme.line, width: 1 }, ticks: { stroke: theme.grey } };
    if (curve) curve.destroy();
    node.replaceChildren();
    curve = new uPlot({
      width: node.clientWidth, height: 280, scales: { x: { time: false } },
      axes: [{ ...axis, label: "iteration" }, { ...axis, label: cell.unit, size: 70 }],
      series: [{ label: "iteration" }].concat(cell.forks.map((fork, i) => ({
        label: "fork " + fork.fork, stroke: PALETTE[mode][i % 8], width: 2, dash: DASHES[i % 8][1] ? DASHES[i % 8] : undefined,
        points: { show: true, size: 6 },
      }))),
    }, [x, ...lines], node);
  }

  function portraits() {
    const section = element("section", { id: "chart-portraits" }, element("h2", {}, "Portraits of the traces"));
    const known = Object.entries(report.portraits);
    if (!known.length) {
      section.append(element("p", { class: "note omitted" }, "Not drawn: the traces are not at hand, or left out for want of room."));
      return section;
    }
    section.append(element("p", { class: "note" }, "Address over time, lengths of the dirty extents, dirty share by granularity."));
    const box = element("div", { class: "panels" });
    for (const [trace, svg] of known) {
      const image = element("img", { class: "portrait", alt: "Portrait of the write trace " + trace, "data-trace": trace });
      image.src = "data:image/svg+xml," + encodeURIComponent(svg);
      box.append(element("div", { class: "panel" }, element("h3", {}, trace), image));
    }
    section.append(box);
    return section;
  }

  /* The table */
  const COLUMNS = [
    ["series", "backend"], ["operation"], ["trace"], ["granularity"], ["parameters"], ["metric"],
    ["score", "score", 1], ["low", "from", 1], ["high", "to", 1], ["unit"], ["forks", "forks", 1], ["status"],
  ];

  function chosen() {
    const list = rows.filter((row) => passes({ operation: row.metric.endsWith("_bytes") && filter.operation !== "*" ? filter.operation + "?" : row.operation, trace: row.trace, series: row.series }));
    if (sort.field) {
      const way = sort.down ? -1 : 1;
      const empty = (value) => value === null || value === "";
      list.sort((a, b) => {
        const [x, y] = [a[sort.field], b[sort.field]];
        if (empty(x) || empty(y)) return empty(x) - empty(y) || a.id - b.id;
        return way * (typeof x === "number" ? x - y : String(x).localeCompare(String(y))) || a.id - b.id;
      });
    }
    return list;
  }

  function drawTable() {
    const list = chosen();
    const head = element("tr");
    for (const [field, name, isNumber] of COLUMNS) {
      const state = sort.field === field ? (sort.down ? "descending" : "ascending") : "none";
      const mark = { ascending: " \u25b2", descending: " \u25bc", none: "" }[state];
      head.append(element("th", { scope: "col", "aria-sort": state, class: isNumber ? "number" : null },
        element("button", {
          type: "button", "data-sort": field,
          onclick: () => {
            sort.down = sort.field === field && !sort.down;
            sort.field = field;
            drawTable();
          },
        }, (name || field) + mark)));
    }
    head.append(element("th", { scope: "col" }, "forks and values"));
    const body = element("tbody");
    for (const row of list.slice(0, sort.shown)) {
      const line = element("tr", { "data-row": row.id });
      for (const [field, , isNumber] of COLUMNS) {
        line.append(element("td", { class: isNumber ? "number" : null }, isNumber ? number(row[field]) : String(row[field])));
      }
      line.append(element("td", {}, element("button", { type: "button", "aria-label": "details of " + row.cell + " " + row.metric, onclick: () => details(row.id) }, "show")));
      body.append(line);
    }
    const more = list.length - sort.shown;
    byId("table").replaceChildren(
      element("h2", {}, "All numbers"),
      element("div", { class: "bar" },
        element("span", { class: "note", id: "row-count" }, list.length + " of " + rows.length + " rows"),
        element("button", { type: "button", id: "csv", onclick: saveCsv }, "Save these as CSV")),
      element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "All numbers" },
        element("table", {}, element("thead", {}, head), body)),
      more > 0 ? element("button", { type: "button", id: "more", onclick: () => { sort.shown += 10 * PAGE; drawTable(); } }, "Show " + Math.min(more, 10 * PAGE) + " more") : "");
  }

  function csv() {
    const fields = report.rowFields.filter((field) => field !== "iterations");
    const quote = (value) => {
      const text = value === null || value === undefined ? "" : String(value);
      return /[",\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
    };
    return [fields.join(",")].concat(chosen().map((row) => fields.map((field) => quote(row[field])).join(","))).join("\n") + "\n";
  }

  function saveCsv() {
    const url = URL.createObjectURL(new Blob([csv()], { type: "text/csv" }));
    element("a", { href: url, download: "report.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  /* From a point to its row, its forks, its iterations */
  function details(id) {
    const row = rows[id];
    const box = byId("details");
    const list = element("dl");
    const say = (name, value) => {
      if (value !== null && value !== "" && value !== undefined) list.append(element("dt", {}, name), element("dd", {}, String(value)));
    };
    say("run", report.runs.find((run) => run.label === row.run).name);
    say("metric", row.metric);
    say("score", row.score === null ? "" : number(row.score) + " " + row.unit + (row.better ? ", " + row.better + " is better" : ""));
    say("band", row.band ? number(row.low) + " to " + number(row.high) + " (" + row.band + ")" : "");
    say("forks", row.forks || "");
    say("dirty share", row.density === null ? "" : number(row.density));
    say("status", row.status);
    say("reason", row.reason);
    say("benchmark", row.benchmark);
    say("source", report.sources[row.benchmark]);
    const others = rows.filter((other) => other.cell === row.cell && other.run === row.run && other.id !== id && other.score !== null);
    const parts = [
      element("div", { class: "bar" }, element("h2", { id: "details-title" }, row.cell),
        element("button", { type: "button", onclick: () => box.close() }, "Close")),
      list,
    ];
    if (row.iterations.length) parts.push(element("h3", {}, "Forks and their iterations, " + row.unit), ...row.iterations.map(forkOf));
    else if (row.forks) parts.push(element("p", { class: "note" }, "This folder holds no values of single forks."));
    if (others.length) {
      parts.push(element("h3", {}, "Also measured"), element("ul", {}, ...others.map((other) => element("li", {}, other.metric + " " + number(other.score) + " " + other.unit))));
    }
    box.replaceChildren(...parts);
    if (!box.open) box.showModal();
  }

  function forkOf(values, i) {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return element("details", { class: "fork" },
      element("summary", {}, "fork " + (i + 1) + ": median " + number(median) + " of " + values.length),
      element("p", {}, values.map((value, j) => (j + 1) + ": " + number(value)).join("   ")));
  }

  /* Runs */
  function drawRuns() {
    const box = byId("runs");
    box.append(element("h2", {}, report.runs.length > 1 ? "Runs" : "The run"));
    for (const run of report.runs) {
      const manifest = run.manifest;
      const list = element("dl");
      const say = (name, value) => { if (value) list.append(element("dt", {}, name), element("dd", {}, value)); };
      say("run", (report.runs.length > 1 ? run.label + ": " : "") + run.name);
      say("cells", run.measured + " measured, " + run.skipped + " skipped, " + run.failed + " failed" + (run.missing ? ", " + run.missing + " missing" : ""));
      if (manifest) {
        say("commit", (manifest.git.sha || "") + (manifest.git.dirty ? ", with changes" : ""));
        say("started", manifest.startUtc);
        say("JDK", manifest.jdk.vendor + " " + manifest.jdk.version + ", " + manifest.jdk.gc);
        say("machine", manifest.cpu.model + ", " + manifest.cpu.cores + " cores, " + manifest.os.distro + ", kernel " + manifest.os.kernel);
        say("plan", manifest.plan ? manifest.plan.forks + " forks, " + manifest.plan.warmupIterations + " x " + manifest.plan.warmupTime
          + " warm-up, " + manifest.plan.measurementIterations + " x " + manifest.plan.measurementTime : "");
      } else {
        say("manifest", "none: a JSON file of JMH");
      }
      box.append(list);
      if (manifest) {
        box.append(element("details", {}, element("summary", {}, "Manifest"),
          element("pre", { tabindex: "0", "aria-label": "Manifest of " + run.name }, JSON.stringify(manifest, null, 2))));
      }
    }
    if (report.left) box.append(element("p", { class: "note" }, "Left out to keep the file small: " + report.left.join(", ") + "."));
  }

  function refresh() {
    drawFilters();
    sayAnswer();
    drawTable();
    plan();
  }

  function theme(next) {
    mode = next;
    root.classList.toggle("dark", mode === "dark");
    byId("theme").textContent = mode === "dark" ? "Light" : "Dark";
    document.querySelectorAll("img.portrait").forEach((image) => { image.style.colorScheme = mode; });
  }

  async function start() {
    await load();
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    theme(dark.matches ? "dark" : "light");
    dark.addEventListener("change", (event) => { theme(event.matches ? "dark" : "light"); refresh(); drawWarmup(); });
    byId("theme").addEventListener("click", () => { theme(mode === "dark" ? "light" : "dark"); refresh(); drawWarmup(); });
    window.addEventListener("beforeprint", () => {
      if (mode === "dark") { root.classList.remove("dark"); }
    });
    window.addEventListener("afterprint", () => root.classList.toggle("dark", mode === "dark"));
    drawCharts();
    drawFilters();
    sayAnswer();
    drawTable();
    drawRuns();
    theme(mode);
    const first = [...drawn.values()].find((entry) => entry.chart.id === "answer");
    if (first) await draw(first);
    root.dataset.ready = String(Math.round(performance.now()));
    drawWarmup();
    plan();
  }

  start().catch((fault) => {
    byId("answer").replaceChildren(element("p", { class: "warn" }, "This report could not be shown: " + fault.message));
    throw fault;
  });
})();
