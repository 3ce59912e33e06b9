/* export.js: what leaves the page: the view as SVG or PNG with its caption, tables, the exact command, and a link. */

/* ---- the command that makes what is shown ---- */

const quote = word => /^[\w.,:@%+\/=-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;

function selectionOptions() {
    const s = app.state, d = app.data.selection, out = [];
    const put = (name, value) => out.push("--" + name, quote(String(value))), list = set => [...set].join(";");
    put("network", d.network);
    put("count", RULES[s.rule]);
    if (s.day !== null)
        put("as-of", dayText(s.day));
    for (const key of ["level", "kind", "topic"])
        if (s[key] || d[key])
            put(key, s[key] ? list(s[key]) : d[key]);
    if (s.within || d.within)
        put("within", s.within ? [...s.within].map(i => app.data.actors[i].id).join(";") : d.within);
    if (s.roles)
        put("role", list(s.roles));
    if (s.tieKinds)
        put("tie-kinds", [...s.tieKinds].sort().map(k => KIND_WORDS[k]).join(","));
    const shown = s.region && app.data.actors.map((a, i) => i).filter(i => s.region.has(app.data.actors[i].region ?? "") && (!app.model.base.only || app.model.base.only.has(i)));
    if (shown || d.only)
        put("only", shown ? shown.map(i => app.data.actors[i].id).join(";") : d.only);
    if (s.ego !== null)
        put("ego", app.data.actors[s.ego].id + ((d.radius ?? 1) === 1 ? "" : ":" + d.radius));
    if (d["max-parties"])
        put("max-parties", d["max-parties"]);
    for (const [key, words] of [["memberships", ["--with-memberships"]], ["unknown-as-tie", ["--unknown", "as-tie"]], ["drop-isolates", ["--isolates", "drop"]],
                                ["continue", ["--succession", "continue"]], ["strict-ends", ["--open-ended", "unknown"]]])
        if (d[key])
            out.push(...words);
    return out;
}

/* The figure of the view; of a table, that of the network. */
const layoutOf = view => ({ network: app.data.layout, table: app.data.layout })[view] ?? view;
const commandFor = (verb, file) => ["entente", verb, quote(app.data.name), ...selectionOptions(),
    ...(verb === "draw" ? ["--layout", layoutOf(app.view)] : []), "-o", file].join(" ");

function captionText() {
    return [document.getElementById("title").textContent, document.getElementById("summary").firstChild.textContent, whenText(app.state),
            `${say("counted")} ${say(RULES[app.state.rule])}`, filterText()].filter(t => t).join("; ") + ".";
}

/* ---- pictures ---- */

function pictureOf() {
    const other = document.querySelector("#view-other svg"), own = isFigure(app.view) ? figure.svg : other ?? figure.svg;
    const copy = own.cloneNode(true), v = (own === figure.svg ? [figure.box.x, figure.box.y, figure.box.width, figure.box.height] : own.getAttribute("viewBox").split(" ").map(Number));
    copy.querySelectorAll(".absent").forEach(e => e.setAttribute("opacity", "0.13"));
    copy.querySelectorAll(".maybe").forEach(e => e.setAttribute("opacity", "0.55"));
    copy.querySelectorAll(".hit, title").forEach(e => e.remove());
    const shades = { one: "#9DBCD4", more: "#3F7FA8", many: "#08406A", maybe: "#DDDDDD" };
    if (own !== figure.svg) {
        for (const e of copy.querySelectorAll("path"))
            for (const name in shades)
                if (e.classList.contains(name))
                    e.setAttribute("fill", shades[name]);
        copy.querySelectorAll(".act path, .now").forEach(e => { e.setAttribute("stroke", "#3F7FA8"); e.setAttribute("stroke-width", "2"); });
        copy.querySelectorAll(".grid").forEach(e => e.setAttribute("stroke", "#DDDDDD"));
    }
    const legend = own === figure.svg ? figures.network.legend?.cloneNode(true) : null;
    const lv = legend ? legend.getAttribute("viewBox").split(" ").map(Number) : [0, 0, 0, 0];
    const small = v[2] / 75, words = linesOfText(`${captionText()} ${app.data.record}. ${commandFor("draw", "figure.svg")}`, 130);
    const width = v[2] + (legend ? lv[2] + 14 : 0), height = Math.max(v[3], lv[3]) + small * 1.4 * (words.length + 1);
    copy.setAttribute("viewBox", `${v[0]} ${v[1]} ${width} ${height}`);
    copy.setAttribute("width", `${width * 2}`);
    copy.setAttribute("height", `${height * 2}`);
    copy.removeAttribute("style");
    copy.prepend(svgEl("rect", { x: v[0], y: v[1], width, height, fill: "#FFFFFF" }));
    copy.querySelector("#background")?.remove();
    if (legend) {
        for (const [key, value] of [["x", v[0] + v[2] + 10], ["y", v[1]], ["width", lv[2]], ["height", lv[3]]])
            legend.setAttribute(key, value);
        legend.removeAttribute("style");
        copy.append(legend);
    }
    words.forEach((line, i) => {
        const text = svgEl("text", { x: v[0], y: v[1] + Math.max(v[3], lv[3]) + small * 1.4 * (i + 1), "font-size": small, fill: "#444444" });
        text.textContent = line;
        copy.append(text);
    });
    return { text: new XMLSerializer().serializeToString(copy), width: width * 2, height: height * 2 };
}

function linesOfText(text, letters) {
    const lines = [""];
    for (const word of text.split(" "))
        if (lines.at(-1).length + word.length < letters)
            lines[lines.length - 1] += (lines.at(-1) ? " " : "") + word;
        else
            lines.push(word);
    return lines;
}

function saveFile(name, blob) {
    const url = URL.createObjectURL(blob), link = el("a", { href: url, download: name });
    app.saved = { name, blob };
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
}

const fileName = ending => `${app.data.name}${app.state.day === null ? "" : "-" + dayText(app.state.day)}-${app.view}.${ending}`;

function saveSvg() {
    saveFile(fileName("svg"), new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n' + pictureOf().text], { type: "image/svg+xml" }));
}

function savePng() {
    const picture = pictureOf(), image = new Image(), url = URL.createObjectURL(new Blob([picture.text], { type: "image/svg+xml" }));
    image.onload = () => {
        const scale = Math.min(2, 8000 / picture.width), canvas = el("canvas", { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        URL.revokeObjectURL(url);
        canvas.toBlob(blob => saveFile(fileName("png"), blob), "image/png");
    };
    image.src = url;
}

function saveCsv() {
    saveFile(fileName("csv").replace("-network", "-ties"), new Blob(["\ufeff" + csvOfTable()], { type: "text/csv" }));
}

function saveMenu() {
    const item = (key, action) => el("button", { onclick: e => { action(e); } }, say(key));
    return el("details", { class: "menu" }, el("summary", { class: "chip" }, say("save")),
        el("div", { class: "items" }, item("saveSvg", saveSvg), item("savePng", savePng), item("saveCsv", saveCsv),
            item("copyCommand", e => copyText(commandFor("draw", "figure.svg"), e.target)),
            item("copyGraphCommand", e => copyText(commandFor("graph", "network.json"), e.target)),
            item("copyLink", e => copyText(location.href, e.target)), item("print", () => window.print())));
}

/* ---- the state in the address ---- */

const LISTS = ["level", "kind", "topic", "region", "roles"];

function hashOf() {
    const s = app.state, f = app.first, parts = [], put = (key, value) => parts.push(`${key}=${encodeURIComponent(value).replace(/%2C/g, ",").replace(/%3A/g, ":")}`);
    if (s.day !== f.day)
        put("day", s.day === null ? "any" : dayText(s.day));
    if (s.rule !== f.rule)
        put("count", RULES[s.rule]);
    for (const key of LISTS)
        if (s[key] && s[key] !== f[key])
            put(key, [...s[key]].join(";"));
    if (s.within)
        put("within", [...s.within].map(i => app.data.actors[i].id).join(";"));
    if (String([...s.tieKinds ?? []]) !== String([...f.tieKinds ?? []]))
        put("ties", s.tieKinds ? [...s.tieKinds].map(k => KIND_WORDS[k]).join(",") : "bound-roles");
    if (s.ego !== f.ego)
        put("around", s.ego === null ? "" : app.data.actors[s.ego].id);
    if (app.view !== "network")
        put("view", app.view);
    if (time.of)
        put("line", time.of);
    if (app.chosen && !app.chosen.path)
        put("show", textOf(app.chosen));
    return parts.join("&");
}

function keepHash() {
    const hash = hashOf();
    if (app.ready)
        history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
}

function readHash() {
    const values = new Map(location.hash.slice(1).split("&").map(p => p.split("=")).map(([k, v]) => [k, decodeURIComponent(v ?? "")]));
    const state = { ...app.first }, list = text => new Set(text.split(";").filter(w => w)), day = (values.get("day") ?? "").match(/^(-?\d{4,})-(\d\d)-(\d\d)$/);
    if (values.has("day"))
        state.day = day ? dayNumber(+day[1], +day[2], +day[3]) : null;
    if (RULES.includes(values.get("count")))
        state.rule = RULES.indexOf(values.get("count"));
    for (const key of LISTS)
        if (values.has(key))
            state[key] = list(values.get(key));
    if (values.has("within"))
        state.within = new Set([...list(values.get("within"))].map(id => findActor(app.data, id)));
    if (values.has("ties"))
        state.tieKinds = values.get("ties") === "bound-roles" ? null : kindsOf(values.get("ties"));
    if (values.has("around"))
        state.ego = values.get("around") ? findActor(app.data, values.get("around")) : null;
    if (state.ego === -1)
        state.ego = null;
    time.of = values.get("line") ?? "";
    app.state = state;
    app.view = VIEWS.includes(values.get("view")) ? values.get("view") : "network";
    app.chosen = targetOf(values.get("show") ?? "");
}
