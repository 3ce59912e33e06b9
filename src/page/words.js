"use strict";
/* words.js: every word of the page, from the tables of words (data/words). A word may hold {name} for a value; one
 * for numbers has its plural forms with '|' between, in the order one, few, other. */

/* What goes wrong is said, in the one language that needs no words of the data. */
window.addEventListener("error", ({ message }) => {
    const note = document.querySelector(".failed") ?? document.createElement("p");
    note.className = "failed";
    note.setAttribute("role", "alert");
    note.textContent = `This page is damaged, or the browser is too old for it: ${message}`;
    document.body.prepend(note);
});

const WORDS = JSON.parse(document.getElementById("words").textContent);
for (const code in WORDS.languages)
    WORDS.languages[code] = Object.fromEntries(WORDS.names.map((name, i) => [name, WORDS.languages[code][i]]));

/* The one in the address (?lang=fr), else that of --language, else the browser's, else English. */
const language = [new URLSearchParams(location.search).get("lang"), WORDS.chosen, ...navigator.languages].map(l => (l ?? "").slice(0, 2))
    .find(l => Object.hasOwn(WORDS.languages, l)) ?? "en";

function say(key, values = {}) {
    const table = [WORDS.languages[language], WORDS.languages.en].find(t => Object.hasOwn(t, key)); /* a key may come from the data */
    const forms = table ? table[key].split("|") : [String(key)];
    const form = forms.length > 1 ? { one: 0, few: 1 }[new Intl.PluralRules(language).select(values.n)] ?? forms.length - 1 : 0;
    return forms[Math.min(form, forms.length - 1)].replace(/\{(\w+)\}/g,
        (_, name) => typeof values[name] === "number" ? number(values[name]) : values[name] ?? "");
}

const number = n => n.toLocaleString(language);
const count = (key, n) => say(key, { n });

/* A word of the data that the page has a translation of, else as it is. */
const wordFor = word => say(word === "organization" ? "organizationType" : word);

/* ---- days ---- */

const dayNumber = (year, month, day) => Math.round(Date.UTC(2000, month - 1, day) / 864e5) +
    Math.round((new Date(Date.UTC(2000, 0, 1)).setUTCFullYear(year, month - 1, day) - Date.UTC(2000, month - 1, day)) / 864e5);

function dayText(day) {
    const date = new Date(day * 864e5), two = n => String(n).padStart(2, "0");
    return `${String(date.getUTCFullYear()).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

const yearOf = day => new Date(day * 864e5).getUTCFullYear();
const whenText = state => state.day === null ? say("anyTime") : say("on", { day: dayText(state.day) });

/* A date of the data (EDTF) for readers: ranges and doubts stay visible. */
function dateText(edtf) {
    const [a, b] = edtf.split("/");
    if (b !== undefined)
        return b === ".." ? say("orLater", { d: dateText(a) }) : a === ".." ? say("until", { d: dateText(b) }) : say("span", { a: dateText(a), b: dateText(b) });
    if (/[?%]$/.test(edtf))
        return say("uncertain", { d: edtf.slice(0, -1) });
    return edtf.endsWith("~") ? say("about", { d: edtf.slice(0, -1) }) : edtf === ".." ? say("open") : edtf;
}
