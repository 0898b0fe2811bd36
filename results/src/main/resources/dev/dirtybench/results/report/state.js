"use strict";
/* What every part of the page shares: the data, what is chosen, and how elements are made. */
const dirtybench = (() => {
  const root = document.documentElement;
  const state = { report: null, rows: [], mode: "light", hidden: new Set(), filter: { operation: "*", trace: "*" } };

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
    state.report = JSON.parse(text);
    state.rows = state.report.rows.map((values, id) => {
      const row = { id };
      state.report.rowFields.forEach((field, i) => { row[field] = values[i]; });
      return row;
    });
  }

  function number(value) {
    if (value === null || value === undefined) return "";
    const size = Math.abs(value);
    if (size >= 1e6 || (size > 0 && size < 1e-3)) return value.toPrecision(4);
    return size >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(4)));
  }

  function passes(value) {
    for (const field of ["operation", "trace"]) {
      if (field in value) {
        const own = value[field];
        if (own === "*" ? state.filter[field] !== "*" : state.filter[field] !== "*" && own !== state.filter[field]) return false;
      }
    }
    return !("series" in value && state.hidden.has(value.series));
  }

  return { root, state, byId, element, load, number, passes };
})();
