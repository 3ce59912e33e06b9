/* find.js: targets by the ids of the data, as links name them. */

const nodeById = id => app.model.ids.get(id);

/* "tie:CHN,RUS", "actor:RUS", "agreement:ID" → what is chosen; null: there is no such thing. Ids may
 * have commas: each is written as a component of a URL. */
function targetOf(text) {
    const [, kind, rest] = (text ?? "").match(/^(tie|actor|agreement):(.*)$/) ?? [];
    const ids = (rest ?? "").split(",").map(decodeURIComponent);
    if (kind === "tie" && nodeById(ids[0]) !== undefined && nodeById(ids[1]) !== undefined)
        return { tie: keyOf(app.model, nodeById(ids[0]), nodeById(ids[1])) };
    if (kind === "actor" && nodeById(ids[0]) !== undefined)
        return { node: nodeById(ids[0]) };
    const act = kind === "agreement" ? app.data.agreements.findIndex(a => a.id === ids[0]) : -1;
    return act >= 0 ? { act } : null;
}

const endsOf = key => {
    const all = app.model.actorCount + app.model.agreements.length;
    return [Math.floor(key / all), key % all];
};

const graphId = node => isActor(node) ? nodeId(node) : agreementAt(node - app.model.actorCount).node ?? nodeId(node);

function textOf(target) {
    const name = node => encodeURIComponent(graphId(node));
    if (target.tie !== undefined)
        return "tie:" + endsOf(target.tie).map(name).join(",");
    return target.node !== undefined ? "actor:" + name(target.node) : "agreement:" + encodeURIComponent(agreementAt(target.act).id);
}
