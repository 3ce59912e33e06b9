/* figure.js: the figure as the tool drew it, with the ties of the chosen day. All shown ties of one look
 * are one path, and what is chosen is drawn again above: redrawing thousands of marks would take seconds. */

const SVG = "http://www.w3.org/2000/svg";
const svgEl = (name, attributes = {}) => {
    const e = document.createElementNS(SVG, name);
    for (const key in attributes)
        e.setAttribute(key, attributes[key]);
    return e;
};

/* What the page draws in: the network, and the same nodes on a map. `figure` is the one that is shown. */
const newFigure = () => ({ svg: null, nodes: new Map(), marks: new Map(), looks: [], layers: {}, shown: [], drawn: null, box: null });
const figures = { network: newFigure(), map: null };
let figure = figures.network;

/* A part of the figure: groups of the tool have ids, those of the map classes. */
const partOf = (svg, name) => svg.querySelector(`#${name}, g.${name}`);

function openFigure(model) {
    const svg = document.querySelector("#figure svg");
    figure.svg = svg;
    svg.removeAttribute("width");
    svg.removeAttribute("height");
    readNodes(model, svg);
    readTies(model, svg);
    layLayers(model);
    takeLegend();
    cropFigure();
}

function layLayers(model) {
    const edges = partOf(figure.svg, "edges"), nodes = partOf(figure.svg, "nodes");
    for (const name of ["ties", "maybe", "changes", "chosen"])
        figure.layers[name] = svgEl("g", { class: `layer ${name}`, fill: "none" });
    (edges ?? nodes).before(...Object.values(figure.layers));
    edges?.remove();
    figure.rings = svgEl("g", { class: "rings", fill: "none" });
    figure.svg.append(figure.rings);
    placeOthers(model);
}

/* ---- reading the marks ---- */

function readNodes(model, svg) {
    const labels = new Map();
    for (const text of svg.querySelectorAll("text[data-node]")) {
        const id = text.dataset.node;
        (labels.get(id) ?? labels.set(id, []).get(id)).push(text);
    }
    for (const g of svg.querySelectorAll("#nodes > g.node")) {
        const mark = g.querySelector("circle, rect, path"), id = g.dataset.id, node = model.ids.get(id);
        if (node === undefined || !mark)
            continue;
        const b = mark.getBBox();
        figure.nodes.set(node, { x: b.x + b.width / 2, y: b.y + b.height / 2, rx: b.width / 2, ry: b.height / 2,
                                 box: mark.tagName === "rect", node, g, labels: labels.get(id) ?? [] });
    }
}

/* The looks of ties, in paint order, and the path and look of each. */
function readTies(model, svg) {
    const looks = new Map(), kinds = { promoted: PROMOTED, talks: TALKS, bound: BOUND };
    for (const path of svg.querySelectorAll("#edges path")) {
        const { context, from, to, source, target } = path.dataset;
        const a = model.ids.get(context ? from : source), b = model.ids.get(context ? to : target);
        if (a === undefined || b === undefined)
            continue;
        const look = lookOf(looks, path.parentNode), key = keyOf(model, a, b) * 4 + (context ? kinds[context] : BOUND);
        if (!figure.marks.has(key))
            figure.marks.set(key, { d: path.getAttribute("d"), look });
    }
    figure.plain = lookOf(looks, svgEl("path", { stroke: "#757575", "stroke-width": "0.8" }));
    figure.looksOfKinds = [figure.plain, lookOf(looks, svgEl("path", { stroke: "#000000", "stroke-width": "0.5", "stroke-dasharray": "3,1.4" })),
        lookOf(looks, svgEl("path", { stroke: "#000000", "stroke-width": "0.8", "stroke-dasharray": "0.01,2", "stroke-linecap": "round" }))];
}

function lookOf(looks, mark) {
    const names = ["stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap"];
    const key = names.map(n => mark.getAttribute(n) ?? "").join("|");
    if (!looks.has(key)) {
        const look = { index: figure.looks.length, attributes: {}, width: +(mark.getAttribute("stroke-width") ?? 1) };
        for (const n of names)
            if (mark.hasAttribute(n))
                look.attributes[n] = mark.getAttribute(n);
        looks.set(key, look);
        figure.looks.push(look);
    }
    return looks.get(key);
}

/* Nodes that the figure has no place for (they count under another rule only) stand in rows below it. */
function placeOthers(model) {
    const places = [...figure.nodes.values()], low = Math.max(0, ...places.map(p => p.y + p.ry)) + 26;
    const left = Math.min(...places.map(p => p.x - p.rx)), right = Math.max(...places.map(p => p.x + p.rx));
    const ever = networkOf(model, { ...app.state, day: null, rule: ANY_STATUS, tieKinds: new Set([BOUND, PROMOTED, TALKS]),
                                    roles: null, level: null, kind: null, topic: null, within: null, region: null });
    const more = new Set([...ever.nodes, ...networkOf(model, { ...app.state, day: null, rule: ANY_STATUS }).nodes]);
    const missing = [...more].filter(n => !figure.nodes.has(n)).sort((a, b) => a - b), step = 74;
    const across = Math.max(1, Math.floor((right - left) / step));
    missing.forEach((node, i) => {
        const x = left + 4 + (i % across) * step, y = low + Math.floor(i / across) * 13;
        const g = svgEl("g", { class: "node other" }), name = nodeShort(node);
        const text = svgEl("text", { x: x + 5, y: y + 2.3, "font-size": 6 });
        text.textContent = name.length > 20 ? name.slice(0, 19) + "…" : name;
        g.append(svgEl("circle", { cx: x, cy: y, r: 2.2, fill: "#9AA0A6" }));
        partOf(figure.svg, "nodes").append(g);
        partOf(figure.svg, "labels")?.append(text);
        figure.nodes.set(node, { x, y, rx: 2.2, ry: 2.2, box: false, node, g, labels: [text] });
    });
}

/* The legend goes to the side of the page. */
function takeLegend() {
    const legend = figure.svg.querySelector("#legend");
    for (const note of legend?.querySelectorAll("text[font-style=italic]") ?? [])
        note.remove(); /* it counts what the figure shows; the page counts what it shows itself */
    if (!legend || !legend.childElementCount)
        return;
    const b = legend.getBBox(), own = svgEl("svg", { viewBox: `${b.x - 2} ${b.y - 2} ${b.width + 4} ${b.height + 4}`, role: "img",
        "aria-label": say("legend"), "font-family": figure.svg.getAttribute("font-family") });
    own.style.width = `${Math.round((b.width + 4) * 1.9)}px`;
    own.append(legend);
    figure.legend = own;
}

/* The figure gets the room of the page, where its title and notes stand already. */
function cropFigure() {
    partOf(figure.svg, "headings")?.remove();
    const ground = figure.svg.querySelector("#background rect");
    let box = null;
    for (const name of ["land", "blocs", "axes", "nodes", "labels"]) {
        const g = partOf(figure.svg, name);
        if (!g || !g.childElementCount)
            continue;
        const b = g.getBBox(), right = box ? Math.max(box.x + box.width, b.x + b.width) : b.x + b.width;
        const low = box ? Math.max(box.y + box.height, b.y + b.height) : b.y + b.height;
        const x = box ? Math.min(box.x, b.x) : b.x, y = box ? Math.min(box.y, b.y) : b.y;
        box = { x, y, width: right - x, height: low - y };
    }
    figure.box = { x: box.x - 8, y: box.y - 8, width: box.width + 16, height: box.height + 16 };
    if (ground)
        for (const key of ["x", "y", "width", "height"])
            ground.setAttribute(key, figure.box[key]);
    figure.view = { ...figure.box };
    showView();
}

function showView() {
    const v = figure.view;
    figure.svg.setAttribute("viewBox", `${v.x} ${v.y} ${v.width} ${v.height}`);
}

/* ---- drawing a network ---- */

const straight = (model, a, b) => {
    const p = figure.nodes.get(a), q = figure.nodes.get(b);
    return p && q ? `M${p.x},${p.y}L${q.x},${q.y}` : "";
};

/* The kinds of evidence of a tie: a line for each, as in the figure. */
function kindsOfTie(list) {
    let bits = 0;
    for (const e of list)
        bits |= 1 << kindOf(e);
    return bits;
}

function linesOf(model, tie) {
    const list = tie.known.length ? tie.known : tie.unknown, bits = kindsOfTie(list), lines = [];
    for (let kind = BOUND; kind <= TALKS; kind++)
        if (bits & 1 << kind) {
            const mark = figure.marks.get(tie.key * 4 + kind);
            const d = figure.lineOf ? figure.lineOf(tie.a, tie.b) : mark ? mark.d : straight(model, tie.a, tie.b);
            if (d)
                lines.push({ tie, d, look: mark ? mark.look : figure.looksOfKinds[kind], unknown: !tie.known.length, path: null });
        }
    return lines;
}

function drawNetwork(model, network) {
    const paths = figure.looks.map(() => ({ known: [], unknown: [] }));

    figure.drawn = network;
    figure.shown = [];
    for (const tie of network.ties.values())
        for (const line of linesOf(model, tie)) {
            (line.unknown ? paths[line.look.index].unknown : paths[line.look.index].known).push(line.d);
            figure.shown.push(line);
        }
    fillLayer(figure.layers.ties, paths.map(p => p.known));
    fillLayer(figure.layers.maybe, paths.map(p => p.unknown));
    for (const place of figure.nodes.values()) {
        const here = network.nodes.has(place.node);
        if (isActor(place.node) && app.data.actors[place.node].names && place.labels.length === 1)
            nameLabel(place);
        if (place.here !== here) {
            place.here = here;
            for (const e of [place.g, ...place.labels])
                e.classList.toggle("absent", !here);
        }
    }
}

/* A label that is the actor's whole name follows the slider. */
function nameLabel(place) {
    const [label] = place.labels, { name, names } = app.data.actors[place.node], now = actorName(place.node);
    if (label.textContent !== now && [name, ...names].includes(label.textContent))
        label.textContent = now;
}

function fillLayer(layer, byLook) {
    figure.looks.forEach((look, i) => {
        const d = byLook[i].join("");
        let path = layer.children[i];
        if (!path)
            layer.append(path = svgEl("path", look.attributes));
        if (path.d_ !== d) {
            path.d_ = d;
            path.setAttribute("d", d);
        }
    });
}

/* ---- what is chosen or pointed at ---- */

/* Draws ties again above the pale rest; other nodes than `nodes` are pale, and some have rings. */
function drawChosen(keys, nodes, ringed) {
    const byLook = figure.looks.map(() => []);
    for (const line of figure.shown)
        if (keys.has(line.tie.key))
            byLook[line.look.index].push(line.d);
    fillLayer(figure.layers.chosen, byLook);
    [...figure.layers.chosen.children].forEach((path, i) => {
        path.removeAttribute("stroke-opacity");
        path.setAttribute("stroke-width", figure.looks[i].width + 0.9);
    });
    figure.svg.classList.toggle("dimmed", keys.size > 0 || nodes.size > 0);
    figure.rings.replaceChildren(...[...ringed].map(n => figure.nodes.get(n)).filter(p => p).map(p => p.box
        ? svgEl("rect", { x: p.x - p.rx - 1.6, y: p.y - p.ry - 1.6, width: 2 * p.rx + 3.2, height: 2 * p.ry + 3.2, rx: 3 })
        : svgEl("circle", { cx: p.x, cy: p.y, r: p.rx + 1.8 })));
    for (const place of figure.nodes.values()) {
        const lit = nodes.has(place.node) || nodes.size === 0;
        if (place.lit !== lit) {
            place.lit = lit;
            for (const e of [place.g, ...place.labels])
                e.classList.toggle("quiet", !lit);
        }
    }
}

/* ---- pointing ---- */

function pointOf(event) {
    const matrix = figure.svg.getScreenCTM();
    return { x: (event.clientX - matrix.e) / matrix.a, y: (event.clientY - matrix.f) / matrix.d, scale: matrix.a };
}

function pointsOf(line) {
    if (line.points)
        return line.points;
    const numbers = line.d.match(/-?[\d.]+/g).map(Number), points = [];
    const at = i => ({ x: numbers[2 * i], y: numbers[2 * i + 1] });
    if (!line.d.includes("C"))
        for (let i = 0; i < numbers.length / 2; i++)
            points.push(at(i));
    for (let i = 0; line.d.includes("C") && i + 3 < numbers.length / 2; i += 3)
        for (let s = 0; s <= 10; s++) {
            const t = s / 10, u = 1 - t, w = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
            points.push({ x: w.reduce((sum, f, k) => sum + f * at(i + k).x, 0), y: w.reduce((sum, f, k) => sum + f * at(i + k).y, 0) });
        }
    return line.points = points;
}

function distanceTo(points, x, y, limit) {
    let best = limit;
    for (let i = 1; i < points.length; i++) {
        const p = points[i - 1], q = points[i];
        if (Math.min(p.x, q.x) > x + best || Math.max(p.x, q.x) < x - best || Math.min(p.y, q.y) > y + best || Math.max(p.y, q.y) < y - best)
            continue;
        const dx = q.x - p.x, dy = q.y - p.y, length = dx * dx + dy * dy;
        const t = length ? Math.max(0, Math.min(1, ((x - p.x) * dx + (y - p.y) * dy) / length)) : 0;
        best = Math.min(best, Math.hypot(x - p.x - t * dx, y - p.y - t * dy));
    }
    return best;
}

/* The node or tie at a point: ties within a few pixels, which are wider than the lines themselves. */
function findAt(event) {
    const { x, y, scale } = pointOf(event), reach = (event.pointerType === "touch" ? 14 : 7) / scale;
    let best = null, nearest = reach;
    for (const p of figure.nodes.values()) {
        const dx = Math.abs(x - p.x), dy = Math.abs(y - p.y);
        const far = p.box ? Math.max(dx - p.rx, dy - p.ry) : Math.hypot(dx, dy) - p.rx;
        if (p.here && far < nearest - reach / 2) {
            nearest = far + reach / 2;
            best = { node: p.node };
        }
    }
    if (best)
        return best;
    for (const p of figure.nodes.values())
        if (p.here && !p.box && p.labels.some(l => contains(p, l, x, y)))
            return { node: p.node };
    nearest = reach;
    for (const line of figure.shown) {
        const far = distanceTo(pointsOf(line), x, y, nearest);
        if (far < nearest) {
            nearest = far;
            best = { tie: line.tie.key };
        }
    }
    return best;
}

function contains(place, label, x, y) {
    const b = label.box_ ??= label.getBBox();
    return x >= b.x && x <= b.x + b.width && y >= b.y && y <= b.y + b.height;
}

/* ---- moving ---- */

function zoom(factor, at) {
    const v = figure.view, whole = figure.box, width = Math.min(whole.width, Math.max(whole.width / 40, v.width / factor));
    const k = width / v.width, point = at ?? { x: v.x + v.width / 2, y: v.y + v.height / 2 };
    figure.view = { x: point.x - (point.x - v.x) * k, y: point.y - (point.y - v.y) * k, width, height: v.height * k };
    keepInside();
    showView();
}

function keepInside() {
    const v = figure.view, w = figure.box;
    v.x = Math.min(Math.max(v.x, w.x), w.x + w.width - v.width);
    v.y = Math.min(Math.max(v.y, w.y), w.y + w.height - v.height);
}

const isZoomed = () => figure.view.width < figure.box.width * 0.999;
