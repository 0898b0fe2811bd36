"use strict";
/* From a point to its row, its forks, its iterations. */
(() => {
  const { state, byId, element, number } = dirtybench;

  function details(id) {
    const row = state.rows[id];
    const box = byId("details");
    const list = element("dl");
    const say = (name, value) => {
      if (value !== null && value !== "" && value !== undefined) list.append(element("dt", {}, name), element("dd", {}, String(value)));
    };
    say("run", state.report.runs.find((run) => run.label === row.run).name);
    say("metric", row.metric);
    say("score", row.score === null ? "" : number(row.score) + " " + row.unit + (row.better ? ", " + row.better + " is better" : ""));
    say("band", row.band ? number(row.low) + " to " + number(row.high) + " (" + row.band + ")" : "");
    say("forks", row.forks || "");
    say("dirty share", row.density === null ? "" : number(row.density));
    say("status", row.status);
    say("reason", row.reason);
    say("benchmark", row.benchmark);
    const source = state.report.sources[row.benchmark];
    if (source) {
      list.append(element("dt", {}, "source"), element("dd", {},
        source.link ? element("a", { href: source.link, rel: "noreferrer" }, source.place) : source.place));
    }
    const others = state.rows.filter((other) => other.cell === row.cell && other.run === row.run && other.id !== id && other.score !== null);
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
    box.className = "";
    box.replaceChildren(...parts);
    if (!box.open) box.showModal();
  }

  function enlarge(image) {
    const box = byId("details");
    box.className = "large";
    box.replaceChildren(
      element("div", { class: "bar" }, element("h2", { id: "details-title" }, image.dataset.trace),
        element("button", { type: "button", onclick: () => box.close() }, "Close")),
      image.cloneNode());
    box.showModal();
  }

  function forkOf(values, i) {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return element("details", { class: "fork" },
      element("summary", {}, "fork " + (i + 1) + ": median " + number(median) + " of " + values.length),
      element("p", {}, "iteration " + values.map((value, j) => (j + 1) + ": " + number(value)).join("; ")));
  }

  Object.assign(dirtybench, { details, enlarge });
})();
