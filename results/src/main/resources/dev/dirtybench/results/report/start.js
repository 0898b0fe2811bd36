"use strict";
/* Starts the page and keeps it up to date. */
(() => {
  const { root, state, byId, element, load, drawn, draw, drawAll, plan } = dirtybench;
  const { drawFilters, drawLegends, drawCharts, sayAnswer, drawRuns, drawTable, drawWarmup } = dirtybench;

  function refresh() {
    drawFilters();
    drawLegends();
    sayAnswer();
    drawTable();
    plan();
  }

  dirtybench.refresh = refresh;

  function theme(next) {
    state.mode = next;
    root.classList.toggle("dark", state.mode === "dark");
    byId("theme").textContent = state.mode === "dark" ? "Light" : "Dark";
    document.querySelectorAll("img.portrait").forEach((image) => { image.style.colorScheme = state.mode; });
  }

  /* Paper is light and narrower than most windows: charts are drawn anew for it. */
  let screen = "light";
  function print() {
    screen = state.mode;
    root.classList.add("printing");
    theme("light");
    drawFilters();
    drawLegends();
    drawWarmup();
    return drawAll();
  }

  async function start() {
    await load();
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    theme(dark.matches ? "dark" : "light");
    dark.addEventListener("change", (event) => { theme(event.matches ? "dark" : "light"); refresh(); drawWarmup(); });
    byId("theme").addEventListener("click", () => { theme(state.mode === "dark" ? "light" : "dark"); refresh(); drawWarmup(); });
    window.addEventListener("beforeprint", () => { print(); });
    window.addEventListener("afterprint", () => {
      root.classList.remove("printing");
      theme(screen);
      refresh();
      drawWarmup();
    });
    drawCharts();
    drawFilters();
    drawLegends();
    sayAnswer();
    drawTable();
    drawRuns();
    theme(state.mode);
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
