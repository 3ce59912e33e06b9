/* escape.h: escapes names and titles: one function for each format and position. All take valid UTF-8
 * and append to a buffer. Control characters, which reading refuses, become U+FFFD. */
#ifndef ENTENTE_BASE_ESCAPE_H
#define ENTENTE_BASE_ESCAPE_H

#include "entente/text.h"

void ent_escape_xml_text(ent_buf *buf, ent_str s); /* & < > */
void ent_escape_xml_attr(ent_buf *buf, ent_str s); /* inside double quotes; tab, line ends numeric */

/** A label handed to cgraph in memory: backslashes doubled, so that \N, \l and \" print as typed, and
 *  & as &amp;, because Graphviz decodes entities in labels. */
void ent_escape_dot_label(ent_buf *buf, ent_str s);

void ent_escape_json_string(ent_buf *buf, ent_str s); /* with its quotes; < as \u003c */

/** One CSV cell; quoted when needed; a cell that a spreadsheet would take for a formula gets a
 *  single quote in front. `separator` is ',' or '\t' (where tabs and line ends become blanks). */
void ent_escape_csv_cell(ent_buf *buf, ent_str s, char separator);
/** The same for data packages, which must come back byte for byte: no quote before formulas, and control
 *  characters stay. */
void ent_escape_csv_exact(ent_buf *buf, ent_str s, char separator);

void ent_escape_latex(ent_buf *buf, ent_str s);    /* text in a paragraph or table cell */
void ent_escape_markdown(ent_buf *buf, ent_str s); /* a table cell */
void ent_escape_controls(ent_buf *buf, ent_str s); /* only control characters and noncharacters */

/** An id in a list of ids, whose separator is ';'. Within an id ';' is written "%3B"; an id that has "%3B" or
 *  "%25" itself gets "%25" for its '%', so that a reader undoes both in one pass. */
void ent_escape_list_item(ent_buf *buf, ent_str s);

/** A GML string with its quotes: ASCII, everything else and & and " as entities. */
void ent_escape_gml_string(ent_buf *buf, ent_str s);
/** The text of a GML string: entities by name and by decimal number; others stay as they are. */
void ent_unescape_gml(ent_buf *buf, ent_str s);
/** Inside the quotes of a Pajek label, or in a comment: that format has no escapes, so quotes become
 *  apostrophes and line ends blanks. */
void ent_escape_pajek(ent_buf *buf, ent_str s);

/** For terminals and messages: controls, bidi and invisible characters as \xNN or \u{NNNN}. Cut
 *  after `limit` characters, with "..." (0: no limit). */
void ent_escape_terminal(ent_buf *buf, ent_str s, size_t limit);

/** Is c invisible but changes how text reads: zero width, bidirectional control, C1? */
bool ent_is_hidden(uint32_t c);

#endif
