/* main.js: the state of the page, and what changes it. */

const app = { data: null, model: null, state: null, first: null, network: null, chosen: null, pointed: null,
              view: "network", table: "ties", sort: {}, allRows: false, openFacets: new Set(), ready: false };

function tell(text) {
    document.getElementById("spoken").textContent = text;
}

/* ---- showing the state ---- */

function update() {
    app.network = networkOf(app.model, app.state);
    showSummary();
    if (app.chosen?.path)
        app.chosen = { ...app.chosen, path: pathBetween(app.chosen.from, app.chosen.to) ?? [] };
    showChosen();
    showTime();
}

function showSummary() {
    const { ties, nodes, acts, maybe } = app.network, all = app.data.agreements.length;
    let known = 0;
    for (const tie of ties.values())
        known += tie.known.length > 0;
    const unknown = ties.size - known;
    document.getElementById("summary").replaceChildren(
        el("strong", {}, say(maybe.size ? "shownAndMaybe" : "shown", { n: acts.size, all, maybe: maybe.size })),
        ` · ${say("summary", { actors: count("actors", nodes.size), ties: count("ties", known) })}`,
        unknown ? ` · ${count("unknownTies", unknown)}` : "", isFiltered() ? el("button", { class: "chip clear", onclick: clearFilters },
            filterText(), el("span", { "aria-hidden": "true" }, " ×"), el("span", { class: "spoken" }, say("clear"))) : "");
}

/* The ties and nodes of what is chosen or pointed at. */
function marksOf(target) {
    const keys = new Set(), nodes = new Set();
    if (target?.tie !== undefined && app.network.ties.has(target.tie)) {
        const tie = app.network.ties.get(target.tie);
        keys.add(tie.key);
        nodes.add(tie.a).add(tie.b);
    } else if (target?.node !== undefined) {
        nodes.add(target.node);
        for (const tie of tiesOfNode(target.node)) {
            keys.add(tie.key);
            nodes.add(otherEnd(tie, target.node));
        }
    } else if (target?.path) {
        target.path.forEach((node, i) => {
            nodes.add(node);
            if (i)
                keys.add(keyOf(app.model, target.path[i - 1], node));
        });
    } else if (target?.act !== undefined) {
        for (const tie of app.network.ties.values())
            if ([...tie.known, ...tie.unknown].some(e => typeOf(e) === BY_AGREEMENT && recordOf(e) === target.act)) {
                keys.add(tie.key);
                nodes.add(tie.a).add(tie.b);
            }
    }
    return { keys, nodes };
}

function showMarks() {
    const target = app.pointed ?? app.chosen, { keys, nodes } = marksOf(target);
    drawChosen(keys, nodes, target?.node !== undefined ? [target.node] : nodes);
}

function showChosen() {
    showView_();
    showPanel();
    keepHash();
}

function choose(target) {
    app.chosen = target;
    app.pointed = null;
    hideTip();
    showChosen();
    if (target && (target.tie !== undefined || target.node !== undefined))
        tell(sentence(target));
}

function setState(changes) {
    Object.assign(app.state, changes);
    update();
}

/* ---- pointing at the figure ---- */

function same(a, b) {
    return a?.tie === b?.tie && a?.node === b?.node;
}

function showTip(target, event) {
    const tip = document.getElementById("tip"), frame = document.getElementById("stage").getBoundingClientRect();
    tip.textContent = sentence(target);
    tip.hidden = false;
    const x = event.clientX - frame.left, y = event.clientY - frame.top;
    tip.style.left = `${Math.min(x + 14, frame.width - tip.offsetWidth - 4)}px`;
    tip.style.top = `${y + 18 + tip.offsetHeight > frame.height ? y - tip.offsetHeight - 10 : y + 18}px`;
}

function hideTip() {
    document.getElementById("tip").hidden = true;
}

function point(event) {
    const target = findAt(event);
    if (!same(target, app.pointed)) {
        app.pointed = target;
        figure.svg.classList.toggle("pointed", target !== null);
        showMarks();
    }
    if (target)
        showTip(target, event);
    else
        hideTip();
}

function listenToFigure() {
    const frame = document.getElementById("figure"), pointers = new Map();
    let waiting = false, moved = false, spread = 0;
    frame.addEventListener("pointermove", event => {
        const before = pointers.get(event.pointerId);
        if (before) {
            const to = { x: event.clientX, y: event.clientY }, scale = figure.svg.getScreenCTM().a;
            pointers.set(event.pointerId, to);
            moved ||= Math.hypot(to.x - before.startX, to.y - before.startY) > 5;
            Object.assign(to, { startX: before.startX, startY: before.startY });
            if (pointers.size === 2) {
                const [p, q] = [...pointers.values()], now = Math.hypot(p.x - q.x, p.y - q.y);
                if (spread)
                    zoom(now / spread, pointOf({ clientX: (p.x + q.x) / 2, clientY: (p.y + q.y) / 2 }));
                spread = now;
                moved = true;
            } else if (isZoomed() && moved) {
                figure.view.x -= (to.x - before.x) / scale;
                figure.view.y -= (to.y - before.y) / scale;
                keepInside();
                showView();
            }
            return;
        }
        if (waiting || event.pointerType === "touch")
            return;
        waiting = true;
        requestAnimationFrame(() => { waiting = false; point(event); });
    });
    frame.addEventListener("pointerdown", event => {
        if (event.target.closest("button"))
            return;
        pointers.set(event.pointerId, { x: event.clientX, y: event.clientY, startX: event.clientX, startY: event.clientY });
        moved = false;
        spread = 0;
    });
    const up = event => { pointers.delete(event.pointerId); spread = 0; };
    frame.addEventListener("pointerup", event => {
        const was = pointers.has(event.pointerId);
        up(event);
        if (was && !moved)
            choose(findAt(event));
    });
    frame.addEventListener("pointercancel", up);
    frame.addEventListener("pointerleave", event => {
        up(event);
        if (app.pointed) {
            app.pointed = null;
            hideTip();
            showMarks();
        }
    });
    frame.addEventListener("wheel", event => {
        if (!event.ctrlKey && !event.metaKey)
            return;
        event.preventDefault();
        zoom(Math.exp(-event.deltaY / 300), pointOf(event));
    }, { passive: false });
}

/* ---- keys ---- */

/* The nearest node in the direction of an arrow key. */
function nodeTowards(from, dx, dy) {
    let best = null, least = Infinity;
    for (const p of figure.nodes.values()) {
        const along = (p.x - from.x) * dx + (p.y - from.y) * dy, across = Math.abs((p.x - from.x) * dy - (p.y - from.y) * dx);
        const far = along + 2 * across;
        if (p.here && along > 0.5 && far < least) {
            least = far;
            best = p.node;
        }
    }
    return best;
}

function pointTo(target) {
    app.pointed = target;
    showMarks();
    tell(sentence(target));
}

/* The next tie of the node that is pointed at or chosen, in the order of the list beside the figure. */
function nextTie(back) {
    const at = app.pointed ?? app.chosen, node = at?.node ?? app.keyNode;
    if (node === undefined || node === null)
        return;
    const ties = tiesOfNode(node).sort((x, y) => nodeName(otherEnd(x, node)).localeCompare(nodeName(otherEnd(y, node))));
    const i = ties.findIndex(t => t.key === at?.tie), next = ties[(i + (back ? ties.length - 1 : 1)) % ties.length];
    app.keyNode = node;
    if (next)
        pointTo({ tie: next.key });
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function figureKey(event) {
    const here = app.pointed?.node ?? app.keyNode ?? app.chosen?.node;
    if (event.ctrlKey || event.metaKey || event.altKey)
        return;
    if (ARROWS[event.key]) {
        const most = [...app.network.nodes].filter(n => figure.nodes.has(n)).sort((x, y) => tiesOfNode(y).length - tiesOfNode(x).length)[0];
        const next = here === undefined || here === null ? most : nodeTowards(figure.nodes.get(here), ...ARROWS[event.key]);
        if (next !== null && next !== undefined) {
            app.keyNode = next;
            pointTo({ node: next });
        }
    } else if ((event.key === "Enter" || event.key === " ") && app.pointed) {
        choose(app.pointed);
    } else if (event.key === "n" || event.key === "N") {
        nextTie(event.shiftKey);
    } else if (event.key === "+" || event.key === "-") {
        zoom(event.key === "+" ? 1.4 : 1 / 1.4);
    } else if (event.key === "0") {
        zoom(0);
    } else {
        return;
    }
    event.preventDefault();
}

/* ---- opening ---- */

function openBar() {
    const tabs = choices(say("views"), VIEWS.map(v => [v, say("view-" + v)]), () => app.view, setView);
    const rules = choices(say("rule"), RULES.map((r, i) => [i, say(r)]), () => app.state.rule, rule => { setState({ rule }); countSteps(); });
    app.tabs = tabs;
    app.rules = rules;
    document.getElementById("bar").append(tabs, el("span", { class: "label" }, say("counted")), rules, el("span", { class: "gap" }), saveMenu());
    document.getElementById("finder").append(searchField(say("search"), "search", false, choose));
}

function openZoom() {
    const button = (text, label, action) => el("button", { onclick: action, "aria-label": label }, text);
    document.getElementById("figure").append(el("div", { class: "zoom" }, button("+", say("zoomIn"), () => zoom(1.5)),
        button("−", say("zoomOut"), () => zoom(1 / 1.5))));
}

function listenToKeys() {
    const frame = document.getElementById("figure");
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", say("figureLabel"));
    frame.addEventListener("keydown", figureKey);
    frame.addEventListener("blur", () => {
        if (app.pointed) {
            app.pointed = null;
            showMarks();
        }
    });
    document.addEventListener("keydown", event => {
        const typing = event.target.matches("input:not([type=range]), textarea");
        if (event.key === "Escape" && app.chosen)
            choose(null);
        else if (event.key === "/" && !typing) {
            document.getElementById("search").focus();
            event.preventDefault();
        } else if (event.key === "Escape") {
            document.querySelector("details.menu[open]")?.removeAttribute("open");
        }
    });
    document.addEventListener("click", event => {
        const menu = document.querySelector("details.menu[open]");
        if (menu && !menu.contains(event.target))
            menu.removeAttribute("open");
    });
}

function open() {
    app.data = JSON.parse(document.getElementById("data").textContent);
    app.model = makeModel(app.data);
    app.first = firstState(app.data, document.querySelector("#figure [data-context]") !== null);
    readHash();
    document.getElementById("stage").append(el("div", { class: "tip", id: "tip", hidden: true }));
    openFigure(app.model);
    document.documentElement.lang = language;
    document.getElementById("foot").append(el("p", {}, say("madeBy", { record: app.data.record })),
        el("select", { "aria-label": say("languageWord"), onchange: e => { location.search = "?lang=" + e.target.value; } },
            ...Object.entries(WORDS.languages).map(([code, { languageName: name }]) => el("option", { value: code, selected: code === language, lang: code }, name))));
    openBar();
    openZoom();
    openTime();
    listenToFigure();
    listenToKeys();
    if (new URLSearchParams(location.search).has("embed"))
        document.body.classList.add("embed");
    app.ready = true;
    update();
    document.body.classList.add("ready");
    performance.mark("usable");
    window.addEventListener("hashchange", () => {
        readHash();
        showPressed(app.rules, app.state.rule);
        update();
    });
}

open();
