/* measures.js: measures that the tool computed: of the figure's network at any time, and those of a series on its
 * dates. The page computes none; it says for which date the tool did. */

/* The place of the last date of the series that has begun on a day; -1: none has. */
function stepOfSeries(day) {
    return app.data.series.dates.findLastIndex(([, first]) => first <= day);
}

/* The measures of nodes for the day that is shown: { when, record, list of { name, summary, of(node) } }. */
function measuresNow() {
    const { measures, measured, series, record } = app.data, day = app.state.day, nodes = app.measured ??= new Map(measured.map((n, i) => [n, i]));
    if (!series || day === null)
        return { when: say("anyTime"), record, list: measures.map(m => ({ name: m.name, summary: m.summary, of: n => m.values[nodes.get(n)] })) };
    const step = stepOfSeries(day), list = series.measures.filter(m => m.nodes.length);
    if (step < 0)
        return { when: "", record: series.record, list: [] };
    for (const m of list)
        m.byNode ??= new Map(m.nodes.map(row => [app.model.ids.get(row[0]), row]));
    return { when: dateText(series.dates[step][0]), record: series.record, list: list.map(m => ({ name: m.name, summary: "", of: n => m.byNode.get(n)?.[step + 1] })) };
}

const valueText = value => value === null || value === undefined ? "–" : value.toLocaleString(language, { maximumSignificantDigits: 5 });

/* The measures of a node, with their date; null: it has none. */
function measuresOf(node) {
    const { when, record, list } = measuresNow();
    if (!list.length)
        return app.data.series ? el("p", { class: "quietly" }, say("measuresNone", { day: dateText(app.data.series.dates[0][0]) })) : null;
    if (!list.some(m => typeof m.of(node) === "number"))
        return null;
    return el("details", { class: "measures", open: app.openMeasures === true, ontoggle: e => { app.openMeasures = e.target.open; } },
        el("summary", {}, say("measures", { when })),
        el("dl", {}, ...list.map(m => el("div", { title: m.summary }, el("dt", {}, m.name), el("dd", {}, valueText(m.of(node)))))),
        el("p", { class: "quietly" }, record));
}

/* Columns of the table of actors: "degree (2014)". */
function measureColumns() {
    const { when, list } = measuresNow();
    return list.map(m => [say("measureColumn", { name: m.name, when }), m.of, true]);
}

/* ---- the line of the slider ---- */

const networkMeasures = () => (app.data.series?.measures ?? []).filter(m => m.values);

/* What the line can show; null: ties only. */
function lineChoice() {
    const measures = networkMeasures();
    return measures.length ? el("select", { id: "line", "aria-label": say("line"), onchange: e => { time.of = e.target.value; countSteps(); keepHash(); } },
        ...[["", say("table-ties")], ...measures.map(m => [m.name, m.name])].map(([value, text]) => el("option", { value, selected: value === time.of }, text))) : "";
}

/* The values of a measure of the network, each from its date to the next. */
function drawMeasure(measure) {
    const { dates } = app.data.series, wide = Math.max(1, time.steps.length - 1), known = measure.values.filter(v => v !== null);
    const low = Math.min(0, ...known), high = Math.max(low + 1e-9, ...known), y = v => 40 - 38 * (v - low) / (high - low), x = day => 1000 * stepAt(day) / wide;
    const d = dates.map(([, first], k) => {
        const value = measure.values[k], to = k + 1 < dates.length ? x(dates[k + 1][1]) : 1000;
        return value === null ? "" : `M${x(first)},40V${y(value)}H${Math.max(to, x(first) + 3)}V40Z`;
    }).join("");
    time.line.setAttribute("viewBox", "0 0 1000 40");
    time.line.replaceChildren(svgEl("path", { class: "of-known", d }));
    showScale(`${measure.name}: ${valueText(low)} – ${valueText(high)}`);
}

function showScale(text) {
    time.scale.textContent = text;
}
