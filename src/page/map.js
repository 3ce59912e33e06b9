/* map.js: the nodes of the network on a map: land, places and labels are those of the tool's layout "map"; colours
 * and ties are those of the network. */

const MAP = JSON.parse(document.getElementById("map").textContent);

function openMap(model) {
    const network = figures.network, svg = svgEl("svg", { class: "map", role: "img", "aria-label": say("view-map"), "font-family": network.svg.getAttribute("font-family") });
    const land = svgEl("g", { class: "land" }), nodes = svgEl("g", { class: "nodes" }), labels = svgEl("g", { class: "labels" });
    const like = partOf(network.svg, "labels");
    for (const { name, value } of like ? like.attributes : [])
        if (name !== "id")
            labels.setAttribute(name, value);
    land.append(svgEl("path", { d: MAP.land, fill: MAP.colour, transform: "scale(.1)" }));
    svg.append(land, nodes, labels);
    network.svg.after(svg);
    figures.map = figure = { ...newFigure(), svg, marks: network.marks, looks: network.looks, looksOfKinds: network.looksOfKinds, lineOf: arcOf };
    for (const [id, x, y, rx, ry] of MAP.places) {
        const node = model.ids.get(id), g = svgEl("g", { class: "node" });
        if (node === undefined)
            continue;
        g.append(markOf(network.nodes.get(node), x, y, rx, ry));
        nodes.append(g);
        figure.nodes.set(node, { x, y, rx, ry: ry ?? rx, box: ry !== undefined, node, g, labels: [] });
    }
    for (const [id, x, y, size, anchor, words, bold] of MAP.labels) {
        const text = svgEl("text", { x, y, "font-size": size, "text-anchor": ["start", "middle", "end"][anchor], "font-weight": bold ? "bold" : "normal" });
        text.textContent = words;
        labels.append(text);
        figure.nodes.get(model.ids.get(id))?.labels.push(text);
    }
    layLayers(model);
    cropFigure();
}

/* A circle, a box, or the shape that the node has in the network, in its colours. */
function markOf(own, x, y, rx, ry) {
    const like = own?.g.firstElementChild, shape = ry !== undefined ? svgEl("rect", { x: x - rx, y: y - ry, width: 2 * rx, height: 2 * ry, rx: 1.8 })
        : like?.tagName === "path" ? svgEl("path", { d: like.getAttribute("d"), transform: `translate(${x} ${y}) scale(${rx / own.rx}) translate(${-own.x} ${-own.y})` })
        : svgEl("circle", { cx: x, cy: y, r: rx });
    for (const name of ["fill", "stroke", "stroke-width"])
        shape.setAttribute(name, like?.getAttribute(name) ?? { fill: "#9AA0A6", stroke: "#FFFFFF", "stroke-width": .4 }[name]);
    return shape;
}

/* A bow, as the tool draws it: flat where an end has no place of its own. */
function arcOf(a, b) {
    const p = figure.nodes.get(a), q = figure.nodes.get(b);
    if (!p || !q)
        return "";
    const bow = isLocated(a) && isLocated(b) ? .18 : .06, dx = q.x - p.x, dy = q.y - p.y, up = dx > 0 ? 1 : -1;
    const at = (x, y) => `${x.toFixed(1)},${y.toFixed(1)}`, via = t => at(p.x + dx * t + up * dy * bow, p.y + dy * t - up * dx * bow);
    return `M${at(p.x, p.y)}C${via(1 / 3)} ${via(2 / 3)} ${at(q.x, q.y)}`;
}

/* ---- nodes without a place ---- */

const isLocated = node => isActor(node) && app.data.actors[node].lat !== undefined;
const onMap = () => app.view === "map" || app.data.layout === "map";

function showPlaceless() {
    const note = document.getElementById("placeless"), without = onMap() ? [...app.network.nodes].filter(n => !isLocated(n)) : [];
    note.hidden = !without.length || !isFigure(app.view);
    note.replaceChildren(el("summary", {}, say("placeless", { n: without.length, all: app.network.nodes.size })),
        el("p", { class: "values" }, ...without.sort((x, y) => nodeName(x).localeCompare(nodeName(y)))
            .map(node => el("button", { class: "value", onclick: () => choose({ node }) }, nodeShort(node)))));
}

/* ---- which figure is shown ---- */

const isFigure = view => view === "network" || view === "map";

/* Takes the figure of the view, and draws what has changed since it was shown. */
function showFigure() {
    if (app.view === "map" && !figures.map)
        openMap(app.model);
    figure = figures[app.view];
    for (const f of Object.values(figures))
        f?.svg.classList.toggle("away", f !== figure);
    if (figure.drawn !== app.network) {
        drawNetwork(app.model, app.network);
        figure.layers.changes.replaceChildren();
    }
    showPlaceless();
}
