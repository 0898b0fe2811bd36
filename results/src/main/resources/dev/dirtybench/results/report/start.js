"use strict";
/* Starts the page and keeps it up to date. */
(() => {
  const { root, state, byId, element, load, drawn, draw, plan } = dirtybench;
  const { drawFilters, drawCharts, sayAnswer, drawRuns, drawTable, drawWarmup } = dirtybench;

  function refresh() {
    drawFilters();
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

  async function start() {
    await load();
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    theme(dark.matches ? "dark" : "light");
    dark.addEventListener("change", (event) => { theme(event.matches ? "dark" : "light"); refresh(); drawWarmup(); });
    byId("theme").addEventListener("click", () => { theme(state.mode === "dark" ? "light" : "dark"); refresh(); drawWarmup(); });
    window.addEventListener("beforeprint", () => {
      if (state.mode === "dark") { root.classList.remove("dark"); }
    });
    window.addEventListener("afterprint", () => root.classList.toggle("dark", state.mode === "dark"));
    drawCharts();
    drawFilters();
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
