/* readers.h: readers that have nothing in common with ours, so that what a writer wrote is judged
 * by somebody else: libxml2 for XML, jansson for JSON, cgraph for DOT; plain ones, written for this
 * alone, for formats that no small library reads. */
#ifndef ENTENTE_TESTS_FUZZ_READERS_H
#define ENTENTE_TESTS_FUZZ_READERS_H

#include "fuzz.h"

/* A network as a file has it. */
typedef struct read_tie {
    size_t a, b;
    double weight;
} read_tie;

enum { READ_MOST = 256 };

typedef struct read_network {
    ent_buf names[READ_MOST]; /* of nodes, in the order of the file */
    size_t nodes;
    read_tie ties[READ_MOST];
    size_t tie_count;
    bool directed;
} read_network;

read_network *read_network_new(void);
void read_network_free(read_network *n);

/* All of these break when the text is not what the format says. */
read_network *read_graphml(ent_str text);
read_network *read_gexf(ent_str text);
read_network *read_gml(ent_str text);
read_network *read_pajek(ent_str text);
read_network *read_json_network(ent_str text);
read_network *read_dot(ent_str text);

/** The text content of an element, or the value of its attribute `a`, with the markup around it. */
void read_xml_text(ent_buf *out, ent_str markup);
void read_xml_attribute(ent_buf *out, ent_str markup);
/** Is the text well-formed XML? */
bool read_is_xml(ent_str text);

/** A JSON string with its quotes. */
void read_json_string(ent_buf *out, ent_str text);

/** What a label shows: Graphviz's escapes and entities undone. */
void read_dot_label(ent_buf *out, const char *label);

void read_gml_string(ent_buf *out, ent_str text);
/** What LaTeX prints; breaks on a command that is none of the few that names may need. */
void read_latex(ent_buf *out, ent_str text);
void read_markdown(ent_buf *out, ent_str text);

/* ---- CSV (RFC 4180), a letter at a time ---- */

typedef struct read_csv {
    ent_str rest;
    char separator;
    bool wrong;  /* quotes or line ends against the rules */
    bool at_end; /* the record ends with the current field */
    bool open;   /* a separator was read: a field follows, empty or not */
    bool quoted; /* the current field was */
} read_csv;

/** The next field; false when there are no more records. */
bool read_csv_field(read_csv *csv, ent_buf *field);

#endif
