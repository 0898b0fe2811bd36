"use strict";
/* Colours, symbols and lines: chosen to be told apart by colour-blind eyes, in light and dark. */
(() => {
  const { state } = dirtybench;
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

  /* Series: colour by backend, grey for those that do not compete. */
  function colour(series) {
    const all = PALETTE[state.mode];
    return series.role === "contender" ? all[series.colour % all.length] : THEME[state.mode].grey;
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

  function config() {
    const theme = THEME[state.mode];
    const axis = {
      labelColor: theme.ink, titleColor: theme.ink, gridColor: theme.line, domainColor: theme.grey,
      tickColor: theme.grey, labelFontSize: 12, labelSeparation: 6, titleFontSize: 12, titleFontWeight: "normal",
    };
    return {
      background: null, font: "system-ui, DejaVu Sans, sans-serif", axis,
      view: { stroke: null }, legend: { labelColor: theme.ink, titleColor: theme.ink, labelFontSize: 12 },
      text: { color: theme.ink }, style: { "guide-label": { fill: theme.ink } },
    };
  }

  Object.assign(dirtybench, { PALETTE, THEME, DASHES, colour, symbol, chipSymbol, config });
})();
