"use strict";
/* Draws charts: one after the other, those that are seen first. */
(() => {
  const { root, state, element, passes, PALETTE, THEME, DASHES, colour, symbol, config, details } = dirtybench;
  const VERDICTS = ["slower", "faster", "equal", "undecided"];
  /* A picture with more lines than this is no picture; the filters bring up the rest. */
  const MOST = { heatmap: 60, strips: 40, forest: 50 };
  const KEYS = { heatmap: "workload", strips: "label", forest: "label" };
  const RATIOS = [1, 1.5, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];
  const WIDE = new Set(["answer", "heatmap", "strips", "forest", "pareto", "profile"]);
  const specifications = JSON.parse(document.getElementById("specifications").textContent);
  const drawn = new Map();
  let queue = [];
  let busy = false;

  /* Rows of ready-made scopes: the one that is asked for, else all together. */
  function scoped(chart, values) {
    const has = (field) => chart.fields.includes(field) && values.some((value) => value[field] === "*");
    const fields = ["operation", "trace"].filter(has);
    if (!fields.length) return values.filter(passes);
    return values.filter((value) => fields.every((f) => value[f] === state.filter[f]) && !state.hidden.has(value.series));
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
  function filled(node, names) {
    if (typeof node === "string") return node.startsWith("$") && node.slice(1) in names ? names[node.slice(1)] : node;
    if (Array.isArray(node)) return node.map((one) => filled(one, names));
    if (node && typeof node === "object") {
      return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, filled(value, names)])
        .filter(([, value]) => value !== undefined));
    }
    return node;
  }

  function names(panel, width, values) {
    const domain = state.report.series.map((series) => series.name);
    const narrow = width < 600;
    const of = (field) => values.map((value) => value[field]).filter((value) => typeof value === "number");
    const left = Math.min(narrow ? 130 : 330, 6.5 * Math.max(0, ...values.map((value) => String(value.workload ?? "").length)));
    const places = [...new Set(of("x"))];
    return Object.assign({}, THEME[state.mode], panel, {
      colour: { domain, range: state.report.series.map(colour) },
      shape: { domain, range: state.report.series.map(symbol) },
      dash: { domain, range: state.report.series.map((s) => (s.role === "contender" ? DASHES[s.colour % DASHES.length] : [1, 3])) },
      verdict: { domain: VERDICTS, range: [THEME[state.mode].vermillion, PALETTE[state.mode][2], PALETTE[state.mode][0], THEME[state.mode].grey] },
      verdictShape: { domain: VERDICTS, range: ["triangle-right", "triangle-left", "square", "circle"] },
      order: domain, palette: PALETTE[state.mode], floors: state.report.series.filter((s) => s.role !== "contender").map((s) => s.name),
      labels: narrow ? 130 : 330, few: narrow ? 4 : 8, row: 22 + 9 * state.report.series.filter((s) => s.role === "contender").length,
      angle: (width - left) / new Set(values.map((value) => value.series)).size < 95 ? (narrow ? -90 : -40) : 0,
      ratios: RATIOS.filter((ratio) => ratio <= 1.1 * Math.max(2, ...of("ratio"))),
      ticks: panel.ticks === "values" && places.length < 7 ? places : undefined,
      middle: Math.sqrt(Math.min(...of("memory")) * Math.max(...of("memory"))),
      most: 1.35 * Math.max(...of("end"), ...of("serialised")),
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
      tooltip: { theme: state.mode }, downloadFileName: [chart.id, panel.title].filter(Boolean).join(" ").replace(/[^\w.-]+/g, "-"),
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

  /* Printing waits for what is done without a pause. */
  async function drawAll() {
    queue = [];
    for (const entry of drawn.values()) await draw(entry);
  }

  Object.assign(dirtybench, { drawn, drawAll, draw, plan, prepare });
})();
