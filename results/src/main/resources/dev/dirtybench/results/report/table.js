"use strict";
/* The table of all numbers, sorted, filtered and saved. */
(() => {
  const { state, byId, element, number, passes, details } = dirtybench;
  const PAGE = 60;
  const sort = { field: "", down: false, shown: PAGE };

  const COLUMNS = [
    ["series", "backend"], ["operation"], ["trace"], ["granularity"], ["parameters"], ["metric"],
    ["score", "score", 1], ["low", "from", 1], ["high", "to", 1], ["unit"], ["forks", "forks", 1], ["status"],
  ];

  function chosen() {
    const list = state.rows.filter(passes);
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
      const way = sort.field === field ? (sort.down ? "descending" : "ascending") : "none";
      const mark = { ascending: " \u25b2", descending: " \u25bc", none: "" }[way];
      head.append(element("th", { scope: "col", "aria-sort": way, class: isNumber ? "number" : null },
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
        element("span", { class: "note", id: "row-count" }, list.length + " of " + state.rows.length + " rows" + (more > 0 ? ", " + sort.shown + " shown" : "")),
        element("button", { type: "button", id: "csv", onclick: saveCsv }, "Save these as CSV")),
      element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "All numbers" },
        element("table", {}, element("thead", {}, head), body)),
      more > 0 ? element("button", { type: "button", id: "more", onclick: () => { sort.shown += 10 * PAGE; drawTable(); } }, "Show " + Math.min(more, 10 * PAGE) + " more") : "");
  }

  function csv() {
    const fields = state.report.rowFields.filter((field) => field !== "iterations");
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

  Object.assign(dirtybench, { drawTable });
})();
