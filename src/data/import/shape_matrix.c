/* shape_matrix.c: a row is an actor or an agreement, and each of many columns an agreement or an actor;
 * a cell is the role of the actor in the agreement. */
#include "data/import/rows.h"

#include <string.h>

#include "base/mem.h"

static meaning meaning_of(rows *r, ent_str cell)
{
    uint64_t key = 0;
    meaning *kept = NULL, m;
    ent_str role;

    if (cell.len < sizeof key) {
        memcpy(&key, cell.ptr, cell.len);
        key |= (uint64_t)(cell.len + 1) << 56;
        kept = &r->meanings[(key ^ key >> 7 ^ key >> 56) % ROWS_MEANINGS];
        if (kept->known && kept->cell == key)
            return *kept;
    }
    role = ent_fields_meaning(&r->f, &r->table->cells, cell);
    m = (meaning){ .cell = key, .known = true, .fate = ent_rows_fate_of_role(role), .role = role };
    if (!role.len)
        m.fate = ENT_ROW_NONE; /* an empty cell that the map does not mention */
    else if (r->table->cells.meanings.items && m.fate == ENT_ROW_USED &&
             ent_str_eq(role, ent_str_trim(cell)) &&
             ent_index_find(&r->table->cells.by_cell, role) == ENT_ABSENT)
        m.fate = ENT_ROW_UNKNOWN;
    if (m.fate == ENT_ROW_USED && (m.role = ent_im_text(r->im, role)).ptr == NULL)
        m.fate = ENT_ROW_FATES; /* memory */
    if (kept && m.fate != ENT_ROW_FATES)
        *kept = m;
    return m;
}

/* The actor of a column in a year: a name in the header can mean different states over time. */
static ent_status actor_of_column(rows *r, size_t j, int year, ent_date day, uint32_t *actor)
{
    size_t column = r->table->cells.columns[j];
    ent_str name = r->file.header[column];
    ent_str written;
    uint32_t *kept = year >= ROWS_FIRST_YEAR && year < ROWS_FIRST_YEAR + ROWS_YEARS
                         ? &r->columns[j * ROWS_YEARS + (size_t)(year - ROWS_FIRST_YEAR)]
                         : NULL;

    if (kept && *kept) {
        *actor = *kept - 1;
        return ENT_OK;
    }
    *actor = ent_im_actor(r->im, &r->table->party[0].actor, name, ENT_STR(""), day,
                          &(im_spot){ &r->file, SIZE_MAX, column, r->number, r->row }, &written);
    if (*actor == ENT_NONE)
        return ent_rows_memory(r);
    if (kept)
        *kept = *actor + 1;
    return ENT_OK;
}

/* A cell that is the same as in the year before continues its claim. */
static ent_status matrix_claim(rows *r, size_t j, im_claim claim)
{
    im_claim *before = r->open[j] ? &r->im->claims.items[r->open[j] - 1] : NULL;
    ent_status status;

    if (before && claim.by_year && before->act == claim.act && before->actor == claim.actor &&
        before->role.ptr == claim.role.ptr && before->doubt == claim.doubt &&
        before->last + 1 == claim.first) {
        before->last = claim.last;
        return ENT_OK;
    }
    if ((status = ent_rows_add_claim(r, claim)) == ENT_OK)
        r->open[j] = (uint32_t)r->im->claims.count;
    return status;
}

static ent_status matrix_cell(rows *r, size_t j, im_claim claim, ent_date day)
{
    ent_str cell = r->f.row[r->table->cells.columns[j]];
    meaning m = meaning_of(r, cell);
    ent_status status;

    if (m.fate == ENT_ROW_FATES)
        return ent_rows_memory(r);
    ent_rows_file(r)->cells[m.fate]++;
    if (m.fate == ENT_ROW_UNKNOWN &&
        !ent_im_not_understood(r->im, ent_rows_origin(r),
                           ent_tablefile_where(&r->file, r->offset, r->table->cells.columns[j]),
                           ent_row_fate_name(m.fate), cell,
                           "is a code that 'values' of the map do not explain; left out"))
        return ent_rows_memory(r);
    if (m.fate != ENT_ROW_USED && m.fate != ENT_ROW_MISSING)
        return ENT_OK;
    claim.doubt = m.fate == ENT_ROW_MISSING;
    claim.role = claim.doubt ? ENT_STR("") : m.role;
    if (r->table->cells_are == MAP_ARE_AGREEMENTS)
        claim.act = r->columns[j];
    else if ((status = actor_of_column(r, j, claim.first, day, &claim.actor)) != ENT_OK)
        return status;
    return matrix_claim(r, j, claim);
}

ent_status ent_shape_matrix(rows *r)
{
    const map_party *p = &r->table->party[0];
    size_t *cells = ent_rows_file(r)->cells, used = cells[ENT_ROW_USED], doubt = cells[ENT_ROW_MISSING];
    im_claim claim = { .act = ENT_NONE };
    ent_date day = { 0 };
    ent_status status;
    int year = 0;

    if (r->table->year.from != MAP_NOTHING) {
        if ((status = ent_rows_year(r, &year)) != ENT_OK || !year)
            return status;
        claim.by_year = true;
        claim.first = claim.last = (int16_t)year;
        day = ent_date_of_year("", year, "");
    }
    if (r->table->cells_are == MAP_ARE_PARTIES) {
        if ((status = ent_rows_act(r, &claim.act)) != ENT_OK || claim.act == ENT_NONE)
            return status;
    } else {
        ent_str text = ent_fields_text(&r->f, &p->actor.value, 0);
        ent_str name = ent_fields_text(&r->f, &p->actor.name, 0);

        if (!text.len && !name.len)
            return ent_rows_leave(r, ENT_ROW_EMPTY, ENT_STR("no actor"));
        if ((status = ent_rows_actor(r, &p->actor, 0, text, name, day, &claim.actor, &claim.written)) != ENT_OK)
            return status;
    }
    for (size_t j = 0; j < r->table->cells.column_count; j++)
        if ((status = matrix_cell(r, j, claim, day)) != ENT_OK)
            return status;
    cells = ent_rows_file(r)->cells;
    if (cells[ENT_ROW_USED] > used)
        return ent_rows_count(r, ENT_ROW_USED);
    return cells[ENT_ROW_MISSING] > doubt ? ent_rows_count(r, ENT_ROW_MISSING)
                                          : ent_rows_leave(r, ENT_ROW_NONE, ENT_STR("no cell with a role"));
}

ent_status ent_shape_matrix_begin(rows *r)
{
    size_t count = r->table->cells.column_count;
    bool parties = r->table->cells_are == MAP_ARE_PARTIES;
    ent_origin header;
    ent_status status;

    r->open = ent_mem_new(count, sizeof *r->open);
    r->columns = ent_mem_new(parties ? count * ROWS_YEARS : count, sizeof *r->columns);
    if (!r->open || !r->columns)
        return ent_rows_memory(r);
    r->offset = r->file.header_offset;
    header = ent_rows_origin(r);
    header.row = 1;
    for (size_t j = 0; j < count && !parties; j++) {
        ent_str name = r->file.header[r->table->cells.columns[j]];

        if ((r->columns[j] = ent_im_act(r->im, name, r->table->is_membership,
                                       header)) == ENT_NONE)
            return ent_rows_memory(r);
        if ((status = ent_rows_describe(r, r->columns[j])) != ENT_OK) /* fixed texts: map_check.c */
            return status;
    }
    return ENT_OK;
}
