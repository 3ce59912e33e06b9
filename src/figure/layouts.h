/* layouts.h: what a figure's layouts have in common, and in what they differ: a row for each. */
#ifndef ENTENTE_FIGURE_LAYOUTS_H
#define ENTENTE_FIGURE_LAYOUTS_H

#include "entente/figure.h"

/** An answer that depends on the figure; NULL in a row stands for "no". */
typedef bool layout_test(const ent_figure *f);

typedef enum layout_marks {
    MARKS_TIES,      /* nodes, and lines between them */
    MARKS_CELLS,     /* rows and columns, and cells */
    MARKS_AGREEMENTS /* agreements only */
} layout_marks;

typedef struct layout_rule {
    ent_choice choice;   /* its name, and its line in `entente list layouts` */
    const char *caption; /* begins the caption; NULL: what is compared does */

    /* When it is taken. */
    unsigned turn; /* the order in which `auto` asks whether it suits; 0: it is not asked */
    const char *(*suits)(const ent_figure *f);  /* the reason, or NULL */
    unsigned for_one_mode, for_two_modes; /* the order in which it is tried against the chosen layout;
                                             0: it is not tried */
    layout_test *is_slow; /* placing nodes takes time by the square of their number */

    /* What it can show. */
    bool panels;        /* several networks */
    bool no_directions; /* ties without their directions only */
    layout_test *dense; /* so many ties that most are drawn pale */

    /* Nodes and ties. */
    layout_marks marks;
    layout_test *dots;       /* nodes are dots, and boxes small squares */
    bool fixed_size;         /* the size of nodes shows no value */
    bool codes_inside;       /* circles hold codes */
    double crowded;          /* labels are codes above so many nodes per mm of width */
    bool rows;               /* a row or a column for each node */
    bool around_ego;         /* one actor is in the middle, its name in a box; its ties are dark */
    layout_test *agreements_as_ties; /* agreements of two are ties */
    bool numbered;           /* agreements are columns with numbers, and a key of titles */
    bool dark_ties;          /* strong ties among many are darker than elsewhere, */
    bool pale_between;       /* but for those between groups */
    bool on_land;            /* ties lie on grey land, and near each other: the more, the paler */

    /* Groups, levels and words. */
    bool groups;              /* nodes are arranged by group */
    layout_test *group_names; /* groups are labelled, so there may be more of them than colours */
    bool group_shapes;        /* a shape as well as a colour for each group */
    bool bands;               /* a labelled band for each level, instead of a legend of levels */
    bool context;             /* agreements that are promoted, and talks, beside the network */
    double fullest;           /* the share of all pairs above which ties cover each other; 0: no limit */
    bool by_closeness;        /* positions show closeness in the network and nothing else */
} layout_rule;

/** Takes the layout that was asked for, or chooses one. errors ENT_EUSAGE */
ent_status ent_choose_layout(ent_figure *f, ent_diags *diags);
/** Is it drawn for an interactive page, as its network or as its map? */
bool ent_is_in_page(const ent_figure *f);
/** Has it, in a layout, lines between nodes of one network, of which some could be faint? */
bool ent_can_simplify(const ent_figure *f, const layout_rule *layout);
/** Are nodes dots? */
bool ent_draws_dots(const ent_figure *f);

/** Is it what `auto` takes when nothing else suits? */
bool ent_is_plain_layout(const layout_rule *layout);
const layout_rule *ent_plain_layout(void);
/** Layouts that can show the same, to be tried against the chosen one: the i-th, or
 *  NULL behind the last and where the user chose or several networks are shown. */
const layout_rule *ent_layout_alternative(const ent_figure *f, size_t i);
/** About how many steps the renderer takes to place the same in a layout: a count that depends on
 *  neither machine nor load. */
double ent_layout_work(const ent_figure *f, const layout_rule *layout);

#endif
