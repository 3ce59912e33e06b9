"use strict";
/* words.js: every word of the page. A word may hold {name} for a value; one for numbers is a list of its
 * forms by the plural rules of the language. */

const WORDS = {
    en: {
        agreements: { one: "{n} agreement", other: "{n} agreements" },
        ties: { one: "{n} tie", other: "{n} ties" },
        actors: { one: "{n} actor", other: "{n} actors" },
        memberships: { one: "{n} membership", other: "{n} memberships" },
        shown: "{n} of {all} agreements shown",
        shownAndMaybe: "{n} of {all} agreements shown, {maybe} more of unknown status",
        summary: "{actors}, {ties}",
        unknownTies: { one: "{n} tie not known", other: "{n} ties not known" },
        anyTime: "at any time", on: "on {day}",
        signed: "signed", ratified: "ratified", "in-force": "in force", any: "any status",
        bound: "bound", promoted: "promoted", talks: "talks",
        proposed: "proposed", submitted: "submitted", adopted: "adopted", in_force: "in force",
        ended: "ended", withdrew: "withdrew", from: "from", to: "to", as_of: "status of",
        counts: "counts", countsNot: "does not count", countsMaybe: "not known", countsAssumed: "counts; no end is recorded",
        source: "Source", parties: "Parties", within: "within {name}",
        copy: "Copy citation", asText: "Text", asBibtex: "BibTeX", asCsl: "CSL-JSON", copied: "Copied.",
        close: "Close", membership: "Membership of {name}", organization: "Both are members of {name}",
        between: "{a} and {b}", neighbours: "Ties", level: "level", kind: "kind", topic: "topic", role: "role",
        unknownTie: "It is not known whether this tie holds.",
        noTie: "No tie {when}.", noTies: "No ties {when}.",
        existed: "existed {span}", state: "state", body: "body", other: "other", agreement: "agreement",
        organizationType: "organization",
        hint: "Choose a tie or an actor to read the agreements behind it.",
        figureLabel: "Network. Arrow keys go from actor to actor, Enter opens one, N goes along its ties.",
        madeBy: "Made by {record}.", legend: "Legend", characters: "characters {from}–{to}",
        statusOf: "Status on {day}:", statusWord: "Status:", pathTo: "Path to …", onlyAround: "Only its neighbourhood",
        pathTitle: "From {a} to {b}", noPath: "There is no path of ties {when}.", steps: { one: "{n} step", other: "{n} steps" },
        day: "Day", step: "Steps of the slider", years: "years", months: "months", days: "days", anyTimeButton: "Any time",
        changes: "{began} began, {ended} ended", play: "Play", pause: "Pause", search: "Search actors and agreements",
        nothingFound: "Nothing found", more: "{n} more", fewer: "fewer", clear: "Clear the filters", aroundOf: "around {name}",
        "facet-level": "Level", "facet-kind": "Kind", "facet-topic": "Topic", "facet-within": "Organization", "facet-region": "Region",
        "facet-roles": "Role", "facet-tieKinds": "Kind of ties", none: "none",
        views: "View", "view-network": "Network", "view-table": "Table", "view-matrix": "Matrix", "view-timeline": "Timeline",
        rule: "When a party counts", counted: "Counted when", table: "Table", "table-ties": "Ties", "table-actorRows": "Actors",
        "table-agreementRows": "Agreements", fromColumn: "From", toColumn: "To", agreementsColumn: "Agreements", statusColumn: "Status",
        since: "Since", titles: "Titles", name: "Name", typeColumn: "Type", tiesColumn: "Ties", title: "Title", allRows: "Show all {n} rows",
        matrixLabel: "Matrix: a cell for each tie, darker for more agreements. The table has the same data.",
        timelineLabel: "Timeline: a line for each agreement, from its start to its end. The table has the same data.",
        save: "Save", saveSvg: "This view as SVG", savePng: "This view as PNG", saveCsv: "Table as CSV", copyCommand: "Copy the command of this figure",
        copyGraphCommand: "Copy the command of this network", copyLink: "Copy a link to this view", print: "Print",
        zoomIn: "Enlarge", zoomOut: "Reduce", measures: "Measures of the figure's network (any time, {rule})",
        orLater: "{d} or later", until: "until {d}", span: "{a} to {b}", uncertain: "{d} (uncertain)", about: "{d} (about)", open: "open",
        languageWord: "Language", bilateral: "bilateral", multilateral: "multilateral", regional: "regional", global: "global"
    },
    ru: {
        agreements: { one: "{n} соглашение", few: "{n} соглашения", other: "{n} соглашений" },
        ties: { one: "{n} связь", few: "{n} связи", other: "{n} связей" },
        actors: { one: "{n} участник", few: "{n} участника", other: "{n} участников" },
        memberships: { one: "{n} членство", few: "{n} членства", other: "{n} членств" },
        steps: { one: "{n} шаг", few: "{n} шага", other: "{n} шагов" },
        unknownTies: { one: "{n} связь под вопросом", few: "{n} связи под вопросом", other: "{n} связей под вопросом" },
        shown: "Показано соглашений: {n} из {all}", shownAndMaybe: "Показано соглашений: {n} из {all}, ещё {maybe} с неизвестным статусом",
        anyTime: "за всё время", anyTimeButton: "Всё время", on: "на {day}", signed: "подписано", ratified: "ратифицировано", "in-force": "в силе", any: "любой статус",
        bound: "обязательство", promoted: "содействие", talks: "диалог", proposed: "предложено", submitted: "внесено", adopted: "принято",
        in_force: "в силе с", ended: "прекращено", withdrew: "выход", from: "с", to: "до", counts: "учитывается", countsNot: "не учитывается",
        countsMaybe: "неизвестно", countsAssumed: "учитывается; окончание не указано", source: "Источник", characters: "знаки {from}–{to}",
        parties: "Стороны", within: "в рамках: {name}", copy: "Скопировать ссылку", asText: "Текст", copied: "Скопировано.", close: "Закрыть", existed: "существует {span}",
        membership: "Членство: {name}", organization: "Оба – члены: {name}", between: "{a} и {b}", neighbours: "Связи",
        level: "уровень", kind: "вид", unknownTie: "Неизвестно, действует ли эта связь.", noTie: "Нет связи {when}.", noTies: "Нет связей {when}.",
        state: "государство", body: "орган", other: "прочее", agreement: "соглашение", organizationType: "организация",
        bilateral: "двусторонний", multilateral: "многосторонний", regional: "региональный", global: "глобальный", none: "нет",
        hint: "Выберите связь или участника, чтобы прочитать стоящие за ними соглашения.", legend: "Легенда", madeBy: "Создано: {record}.",
        figureLabel: "Сеть. Стрелки ведут от участника к участнику, Enter открывает, N ведёт по связям.",
        statusOf: "Статус на {day}:", statusWord: "Статус:", pathTo: "Путь к …", onlyAround: "Только окружение",
        pathTitle: "От {a} до {b}", noPath: "Пути по связям нет {when}.", day: "День", step: "Шаг ползунка", years: "годы", months: "месяцы", days: "дни",
        changes: "началось: {began}, закончилось: {ended}", play: "Пуск", pause: "Пауза", search: "Поиск участников и соглашений",
        nothingFound: "Ничего не найдено", more: "ещё {n}", fewer: "меньше", clear: "Снять фильтры", aroundOf: "вокруг {name}",
        "facet-level": "Уровень", "facet-kind": "Вид", "facet-topic": "Тема", "facet-within": "Организация", "facet-region": "Регион",
        "facet-roles": "Роль", "facet-tieKinds": "Вид связей", views: "Вид", "view-network": "Сеть", "view-table": "Таблица",
        "view-matrix": "Матрица", "view-timeline": "Хронология", rule: "Когда сторона учитывается", counted: "Учитывается, если", table: "Таблица",
        "table-ties": "Связи", "table-actorRows": "Участники", "table-agreementRows": "Соглашения", fromColumn: "От", toColumn: "До",
        agreementsColumn: "Соглашения", statusColumn: "Статус", since: "С", titles: "Названия", name: "Имя", typeColumn: "Тип",
        tiesColumn: "Связи", title: "Название", allRows: "Показать все строки: {n}",
        matrixLabel: "Матрица: клетка для каждой связи, темнее – больше соглашений. Те же данные есть в таблице.",
        timelineLabel: "Хронология: линия для каждого соглашения. Те же данные есть в таблице.",
        save: "Сохранить", saveSvg: "Этот вид как SVG", savePng: "Этот вид как PNG", saveCsv: "Таблица как CSV", copyCommand: "Скопировать команду рисунка",
        copyGraphCommand: "Скопировать команду сети", copyLink: "Скопировать ссылку на вид", print: "Печать", zoomIn: "Увеличить", zoomOut: "Уменьшить",
        measures: "Показатели сети рисунка (всё время, {rule})", orLater: "{d} или позже", until: "до {d}", span: "{a} – {b}",
        uncertain: "{d} (неточно)", about: "около {d}", open: "не окончено", languageWord: "Язык"
    },
    fr: {
        agreements: { one: "{n} accord", other: "{n} accords" }, ties: { one: "{n} lien", other: "{n} liens" },
        actors: { one: "{n} acteur", other: "{n} acteurs" }, memberships: { one: "{n} adhésion", other: "{n} adhésions" },
        steps: { one: "{n} étape", other: "{n} étapes" }, unknownTies: { one: "{n} lien incertain", other: "{n} liens incertains" },
        shown: "{n} accords affichés sur {all}", shownAndMaybe: "{n} accords affichés sur {all}, {maybe} autres de statut inconnu",
        anyTime: "toutes périodes", anyTimeButton: "Toutes périodes", on: "au {day}", signed: "signé", ratified: "ratifié", "in-force": "en vigueur", any: "tout statut",
        bound: "engagement", promoted: "promotion", talks: "dialogue", proposed: "proposé", submitted: "soumis", adopted: "adopté",
        in_force: "en vigueur", ended: "fin", withdrew: "retrait", from: "de", to: "à", counts: "compté", countsNot: "non compté",
        countsMaybe: "inconnu", countsAssumed: "compté ; aucune fin n’est indiquée", source: "Source", characters: "caractères {from}–{to}",
        parties: "Parties", within: "dans le cadre de : {name}", copy: "Copier la référence", asText: "Texte", copied: "Copié.", close: "Fermer", existed: "existe {span}",
        membership: "Membre de {name}", organization: "Tous deux membres de {name}", between: "{a} et {b}", neighbours: "Liens",
        level: "niveau", kind: "type", unknownTie: "On ignore si ce lien existe.", noTie: "Aucun lien {when}.", noTies: "Aucun lien {when}.",
        state: "État", body: "organe", other: "autre", agreement: "accord", organizationType: "organisation",
        bilateral: "bilatéral", multilateral: "multilatéral", regional: "régional", global: "mondial", none: "aucun",
        hint: "Choisissez un lien ou un acteur pour lire les accords correspondants.", legend: "Légende", madeBy: "Produit par {record}.",
        figureLabel: "Réseau. Les flèches vont d’un acteur à l’autre, Entrée ouvre, N parcourt ses liens.",
        statusOf: "Statut au {day} :", statusWord: "Statut :", pathTo: "Chemin vers …", onlyAround: "Seulement son voisinage",
        pathTitle: "De {a} à {b}", noPath: "Aucun chemin de liens {when}.", day: "Jour", step: "Pas du curseur", years: "années", months: "mois", days: "jours",
        changes: "{began} débuts, {ended} fins", play: "Lecture", pause: "Pause", search: "Chercher acteurs et accords",
        nothingFound: "Aucun résultat", more: "{n} de plus", fewer: "moins", clear: "Retirer les filtres", aroundOf: "autour de {name}",
        "facet-level": "Niveau", "facet-kind": "Type", "facet-topic": "Thème", "facet-within": "Organisation", "facet-region": "Région",
        "facet-roles": "Rôle", "facet-tieKinds": "Type de liens", views: "Vue", "view-network": "Réseau", "view-table": "Tableau",
        "view-matrix": "Matrice", "view-timeline": "Chronologie", rule: "Quand une partie compte", counted: "Compté si", table: "Tableau",
        "table-ties": "Liens", "table-actorRows": "Acteurs", "table-agreementRows": "Accords", fromColumn: "De", toColumn: "À",
        agreementsColumn: "Accords", statusColumn: "Statut", since: "Depuis", titles: "Titres", name: "Nom", typeColumn: "Type",
        tiesColumn: "Liens", title: "Titre", allRows: "Afficher les {n} lignes",
        matrixLabel: "Matrice : une case par lien, plus foncée pour plus d’accords. Le tableau contient les mêmes données.",
        timelineLabel: "Chronologie : une ligne par accord. Le tableau contient les mêmes données.",
        save: "Enregistrer", saveSvg: "Cette vue en SVG", savePng: "Cette vue en PNG", saveCsv: "Tableau en CSV", copyCommand: "Copier la commande de la figure",
        copyGraphCommand: "Copier la commande du réseau", copyLink: "Copier un lien vers cette vue", print: "Imprimer", zoomIn: "Agrandir", zoomOut: "Réduire",
        measures: "Mesures du réseau de la figure (toutes périodes, {rule})", orLater: "{d} ou après", until: "jusqu’à {d}", span: "{a} à {b}",
        uncertain: "{d} (incertain)", about: "vers {d}", open: "ouvert", languageWord: "Langue"
    },
    es: {
        agreements: { one: "{n} acuerdo", other: "{n} acuerdos" }, ties: { one: "{n} vínculo", other: "{n} vínculos" },
        actors: { one: "{n} actor", other: "{n} actores" }, memberships: { one: "{n} membresía", other: "{n} membresías" },
        steps: { one: "{n} paso", other: "{n} pasos" }, unknownTies: { one: "{n} vínculo dudoso", other: "{n} vínculos dudosos" },
        shown: "{n} de {all} acuerdos mostrados", shownAndMaybe: "{n} de {all} acuerdos mostrados, {maybe} más de estado desconocido",
        anyTime: "en cualquier momento", anyTimeButton: "Todo el período", on: "el {day}", signed: "firmado", ratified: "ratificado", "in-force": "en vigor", any: "cualquier estado",
        bound: "compromiso", promoted: "promoción", talks: "diálogo", proposed: "propuesto", submitted: "presentado", adopted: "adoptado",
        in_force: "en vigor", ended: "fin", withdrew: "retiro", from: "de", to: "a", counts: "cuenta", countsNot: "no cuenta",
        countsMaybe: "desconocido", countsAssumed: "cuenta; no consta un fin", source: "Fuente", characters: "caracteres {from}–{to}",
        parties: "Partes", within: "en el marco de: {name}", copy: "Copiar la cita", asText: "Texto", copied: "Copiado.", close: "Cerrar", existed: "existe {span}",
        membership: "Miembro de {name}", organization: "Ambos miembros de {name}", between: "{a} y {b}", neighbours: "Vínculos",
        level: "nivel", kind: "tipo", unknownTie: "No se sabe si este vínculo existe.", noTie: "Ningún vínculo {when}.", noTies: "Ningún vínculo {when}.",
        state: "Estado", body: "órgano", other: "otro", agreement: "acuerdo", organizationType: "organización",
        bilateral: "bilateral", multilateral: "multilateral", regional: "regional", global: "mundial", none: "ninguno",
        hint: "Elija un vínculo o un actor para leer los acuerdos que lo sustentan.", legend: "Leyenda", madeBy: "Hecho con {record}.",
        figureLabel: "Red. Las flechas van de un actor a otro, Intro abre, N recorre sus vínculos.",
        statusOf: "Estado el {day}:", statusWord: "Estado:", pathTo: "Camino a …", onlyAround: "Solo su entorno",
        pathTitle: "De {a} a {b}", noPath: "No hay camino de vínculos {when}.", day: "Día", step: "Paso del control", years: "años", months: "meses", days: "días",
        changes: "{began} comienzan, {ended} terminan", play: "Reproducir", pause: "Pausa", search: "Buscar actores y acuerdos",
        nothingFound: "Sin resultados", more: "{n} más", fewer: "menos", clear: "Quitar los filtros", aroundOf: "alrededor de {name}",
        "facet-level": "Nivel", "facet-kind": "Tipo", "facet-topic": "Tema", "facet-within": "Organización", "facet-region": "Región",
        "facet-roles": "Papel", "facet-tieKinds": "Tipo de vínculos", views: "Vista", "view-network": "Red", "view-table": "Tabla",
        "view-matrix": "Matriz", "view-timeline": "Cronología", rule: "Cuándo cuenta una parte", counted: "Cuenta si está", table: "Tabla",
        "table-ties": "Vínculos", "table-actorRows": "Actores", "table-agreementRows": "Acuerdos", fromColumn: "De", toColumn: "A",
        agreementsColumn: "Acuerdos", statusColumn: "Estado", since: "Desde", titles: "Títulos", name: "Nombre", typeColumn: "Tipo",
        tiesColumn: "Vínculos", title: "Título", allRows: "Mostrar las {n} filas",
        matrixLabel: "Matriz: una celda por vínculo, más oscura con más acuerdos. La tabla tiene los mismos datos.",
        timelineLabel: "Cronología: una línea por acuerdo. La tabla tiene los mismos datos.",
        save: "Guardar", saveSvg: "Esta vista como SVG", savePng: "Esta vista como PNG", saveCsv: "Tabla como CSV", copyCommand: "Copiar la orden de la figura",
        copyGraphCommand: "Copiar la orden de la red", copyLink: "Copiar un enlace a esta vista", print: "Imprimir", zoomIn: "Ampliar", zoomOut: "Reducir",
        measures: "Medidas de la red de la figura (todo el período, {rule})", orLater: "{d} o después", until: "hasta {d}", span: "{a} a {b}",
        uncertain: "{d} (incierto)", about: "hacia {d}", open: "abierto", languageWord: "Idioma"
    }
};
const LANGUAGES = { en: "English", ru: "Русский", fr: "Français", es: "Español" };

/* The one in the address (?lang=fr), else the browser's, else English. */
const language = [new URLSearchParams(location.search).get("lang"), ...navigator.languages].map(l => (l ?? "").slice(0, 2)).find(l => WORDS[l]) ?? "en";

function say(key, values = {}) {
    const table = [WORDS[language], WORDS.en].find(t => Object.hasOwn(t, key)); /* a key may come from the data */
    let word = table ? table[key] : String(key);
    if (typeof word === "object")
        word = word[new Intl.PluralRules(language).select(values.n)] ?? word.other;
    return word.replace(/\{(\w+)\}/g, (_, name) => typeof values[name] === "number" ? number(values[name]) : values[name] ?? "");
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
