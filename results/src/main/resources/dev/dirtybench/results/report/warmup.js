"use strict";
/* The curves of the warm-up: more points than the other charts have, so drawn on a canvas. */
(() => {
  const { state, byId, element, PALETTE, THEME, DASHES } = dirtybench;

  function warmup() {
    const section = element("section", { id: "chart-warmup" }, element("h2", {}, "Warm-up"));
    const list = element("select", { id: "warmup-cell", "aria-label": "cell", onchange: drawWarmup });
    state.report.warmup.forEach((cell, i) => list.append(element("option", { value: i }, cell.cell)));
    section.append(
      element("p", { class: "note" }, "Each line is a fork; the measured iterations begin at 0. A line that still falls there was not warm."),
      element("div", { class: "bar" }, list), element("div", { class: "plot", id: "warmup-plot" }));
    return section;
  }

  let curve = null;
  function drawWarmup() {
    const node = byId("warmup-plot");
    if (!node) return;
    const cell = state.report.warmup[Number(byId("warmup-cell").value)];
    const warm = Math.max(0, ...cell.forks.map((fork) => fork.warm.length));
    const most = Math.max(0, ...cell.forks.map((fork) => fork.measured.length));
    const x = Array.from({ length: warm + most }, (_, i) => i - warm);
    const lines = cell.forks.map((fork) => {
      const values = Array(warm - fork.warm.length).fill(null).concat(fork.warm, fork.measured);
      return values.concat(Array(x.length - values.length).fill(null));
    });
    const theme = THEME[state.mode];
    const axis = { stroke: theme.ink, grid: { stroke: theme.line, width: 1 }, ticks: { stroke: theme.grey } };
    if (curve) curve.destroy();
    node.replaceChildren();
    curve = new uPlot({
      width: node.clientWidth, height: 280, scales: { x: { time: false } }, legend: { live: false },
      axes: [{ ...axis, label: "iteration", incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] }, { ...axis, label: cell.unit, size: 70 }],
      series: [{ label: "iteration" }].concat(cell.forks.map((fork, i) => ({
        label: "fork " + fork.fork, stroke: PALETTE[state.mode][i % 8], width: 2, dash: DASHES[i % 8][1] ? DASHES[i % 8] : undefined,
        points: { show: true, size: 6 },
      }))),
    }, [x, ...lines], node);
  }

  Object.assign(dirtybench, { warmup, drawWarmup });
})();
