/* time.js: the day of the network: a slider whose track is the number of ties, play, and what began and ended. */

const time = { steps: [], counts: null, playing: null, unit: "year", work: 0, of: "" };
const STEPS_COUNTED = 260, PLAY_PAUSE = 650;

/* The days from the first to the last date of agreements, parties and memberships; null: there are no dates. */
function spanOfData() {
    let first = Infinity, last = -Infinity;
    const look = record => {
        for (const key of [...DATES, "as_of", "ratified", "withdrew", "from", "to"])
            for (const [, year, month, day] of (record[key] ?? "").replace(/X/g, "0").matchAll(/(\d{4})(?:-(\d\d))?(?:-(\d\d))?/g)) {
                first = Math.min(first, dayNumber(+year, +(month ?? 1), +(day ?? 1)));
                last = Math.max(last, dayNumber(+year, month ? +month + !day : 13, +(day ?? 0)));
            }
    };
    for (const act of app.data.agreements) {
        look(act);
        act.parties.forEach(p => look(p[4]));
    }
    app.data.memberships.forEach(m => look(m[5]));
    return first <= last ? { first, last } : null;
}

/* The last days of the years or months of the span, or all its days. */
function stepsOf({ first, last }, unit) {
    const days = [], from = new Date(first * 864e5);
    for (let y = from.getUTCFullYear(), m = unit === "year" ? 11 : from.getUTCMonth(); ; ) {
        const day = unit === "day" ? first + days.length : dayNumber(y, m + 2, 0);
        days.push(day);
        if (day >= last)
            return days;
        if (unit === "year")
            y++;
        else
            m++;
    }
}

function openTime() {
    const span = spanOfData(), section = document.getElementById("time");
    if (!span) {
        section.hidden = true;
        return;
    }
    time.span = span;
    time.unit = yearOf(span.last) - yearOf(span.first) > 30 ? "year" : "month";
    time.play = el("button", { class: "play", onclick: togglePlay });
    time.label = el("output", { class: "day", for: "slider" });
    time.changes = el("span", { class: "turns" });
    time.slider = el("input", { type: "range", id: "slider", min: 0, "aria-label": say("day"), oninput: slide });
    time.line = svgEl("svg", { class: "line", "aria-hidden": "true", preserveAspectRatio: "none" });
    time.scale = el("span", { class: "scale" });
    time.ends = el("div", { class: "ends", "aria-hidden": "true" });
    time.units = el("select", { "aria-label": say("step"), onchange: e => { time.unit = e.target.value; layTrack(); showTime(); } },
        ...["year", "month", "day"].map(u => el("option", { value: u, selected: u === time.unit }, say(u + "s"))));
    time.any = el("button", { class: "chip", onclick: () => { stopPlay(); setDay(app.state.day === null ? time.steps[+time.slider.value] : null); } }, say("anyTimeButton"));
    section.append(time.play, el("div", { class: "when" }, time.label, time.changes), el("div", { class: "track" }, time.line, time.scale, time.slider, time.ends),
        el("div", { class: "choices" }, lineChoice(), time.units), time.any);
    layTrack();
}

function layTrack() {
    time.steps = stepsOf(time.span, time.unit);
    time.slider.max = time.steps.length - 1;
    time.slider.value = app.state.day === null ? time.steps.length - 1 : stepAt(app.state.day);
    time.ends.replaceChildren(...[time.steps[0], time.steps.at(-1)].map(d => el("span", {}, time.unit === "year" ? String(yearOf(d)) : dayText(d).slice(0, time.unit === "month" ? 7 : 10))));
    countSteps();
}

function stepAt(day) {
    const i = time.steps.findIndex(d => d >= day);
    return i < 0 ? time.steps.length - 1 : i;
}

function slide() {
    const day = time.steps[+time.slider.value];
    stopPlay();
    setDay(day);
}

/* Shows a day, and what began and ended since the one that was shown. */
function setDay(day) {
    const before = app.state.day === null || day === null ? null : knownKeys(app.network);
    setState({ day });
    drawChanges(before && changesSince(before));
}

const knownKeys = network => new Set([...network.ties.values()].filter(t => t.known.length).map(t => t.key));

function changesSince(before) {
    const now = knownKeys(app.network);
    return { began: [...now].filter(k => !before.has(k)), ended: [...before].filter(k => !now.has(k)) };
}

function drawChanges(changes) {
    const lines = keys => keys.map(k => figure.lineOf ? figure.lineOf(...endsOf(k)) : figure.marks.get(k * 4)?.d ?? straight(app.model, ...endsOf(k))).join("");
    figure.layers.changes.replaceChildren();
    time.changes.textContent = changes && (changes.began.length || changes.ended.length)
        ? say("changes", { began: changes.began.length, ended: changes.ended.length }) : "";
    if (changes)
        figure.layers.changes.append(svgEl("path", { class: "began", d: lines(changes.began) }), svgEl("path", { class: "ended", d: lines(changes.ended) }));
}

/* ---- play ---- */

function togglePlay() {
    if (time.playing) {
        stopPlay();
        return;
    }
    if (app.state.day === null || +time.slider.value >= time.steps.length - 1)
        time.slider.value = 0;
    const stride = Math.max(1, Math.round(time.steps.length / 240));
    const step = () => {
        setDay(time.steps[+time.slider.value]);
        if (+time.slider.value >= time.steps.length - 1)
            stopPlay();
        else
            time.slider.value = Math.min(time.steps.length - 1, +time.slider.value + stride);
    };
    time.playing = setInterval(step, time.unit === "year" ? PLAY_PAUSE : PLAY_PAUSE / 3);
    step();
    showTime();
}

function stopPlay() {
    clearInterval(time.playing);
    time.playing = null;
    showTime();
}

/* ---- the line of ties that is the track ---- */

/* Counts the ties of the steps while the reader does nothing else; a change of the filters begins anew. */
function countSteps() {
    if (!time.span)
        return;
    const work = ++time.work, measure = networkMeasures().find(m => m.name === time.of);
    if (measure)
        return drawMeasure(measure);
    const every = Math.max(1, Math.ceil(time.steps.length / STEPS_COUNTED)), state = { ...app.state };
    const places = time.steps.map((_, i) => i).filter(i => i % every === 0 || i === time.steps.length - 1), counts = [];
    const go = () => {
        const until = performance.now() + 12;
        while (work === time.work && counts.length < places.length && performance.now() < until)
            counts.push({ at: places[counts.length], ...countTies(app.model, { ...state, day: time.steps[places[counts.length]] }) });
        if (work !== time.work)
            return;
        if (counts.length < places.length)
            setTimeout(go, 4);
        else
            drawLine(time.counts = counts);
    };
    setTimeout(go, 60);
}

function drawLine(counts) {
    const high = Math.max(1, ...counts.map(c => c.known + c.unknown)), wide = Math.max(1, time.steps.length - 1);
    const y = n => 40 - 38 * n / high, area = of => "M0,40" + counts.map((c, i) => {
        const x = 1000 * c.at / wide, up = y(of(c));
        return `${i ? "H" + x : "L0," + up}V${up}`;
    }).join("") + "L1000,40Z";
    showScale(say("mostTies", { n: high }));
    time.line.setAttribute("viewBox", "0 0 1000 40");
    time.line.replaceChildren(svgEl("path", { class: "of-unknown", d: area(c => c.known + c.unknown) }), svgEl("path", { class: "of-known", d: area(c => c.known) }));
}

function showTime() {
    if (!time.span)
        return;
    const day = app.state.day;
    time.label.textContent = day === null ? say("anyTime") : dayText(day);
    time.slider.setAttribute("aria-valuetext", `${time.label.textContent}, ${document.getElementById("summary").textContent}`);
    if (day !== null)
        time.slider.value = stepAt(day);
    time.play.textContent = time.playing ? "❚❚" : "▶";
    time.play.setAttribute("aria-label", say(time.playing ? "pause" : "play"));
    time.any.setAttribute("aria-pressed", day === null);
    document.getElementById("time").classList.toggle("any", day === null);
}
