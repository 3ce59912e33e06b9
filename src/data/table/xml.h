/* xml.h: XML in a part of a zip file or in a file of its own, passed on piece by piece by expat. A document type is
 * refused: only it can declare entities, and neither workbooks nor network files need one. */
#ifndef ENTENTE_DATA_TABLE_XML_H
#define ENTENTE_DATA_TABLE_XML_H

#include "base/file.h"
#include "data/table/zip.h"
#include "entente/diag.h"

/* Names are without their prefix, except attributes' prefix "calcext": OpenDocument repeats those of "office"
 * under it. A callback that sets *stop ends the reading. */
typedef struct ent_xml_handler {
    void (*start)(void *ctx, const char *name, const char **attributes); /* names and values, NULL at the end */
    void (*end)(void *ctx, const char *name);
    void (*text)(void *ctx, const char *text, size_t len);
    void *ctx;
    const bool *stop;
    size_t *line; /* of the element that starts; or NULL */
} ent_xml_handler;

/** Reads the whole part, or until `stop`. `file` is named in errors; `force`: no limit to what the part
 *  unpacks to.
 *  errors  ENT_EDATA, ENT_ENOMEM */
ent_status ent_xml_read(const ent_zip_part *part, const ent_xml_handler *handler, const char *file, bool force,
                        ent_diags *diags);

/** Reads a file that is in memory. `form` is its name in errors: "GraphML". */
ent_status ent_xml_read_file(const ent_file *file, const ent_xml_handler *handler, const char *form, ent_diags *diags);

/** The value of an attribute, or NULL. */
const char *ent_xml_attribute(const char **attributes, const char *name);

/** The digits at the start of a text as a number, in any locale; 0 when there are none, SIZE_MAX when they are
 *  too many. */
size_t ent_xml_number(const char *text);

#endif
