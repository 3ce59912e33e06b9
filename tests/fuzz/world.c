/* world.c: one register of states for a whole process. To read it takes some milliseconds, many
 * times what a small input does; it never changes once it is read. The linker puts these functions
 * in the place of those of src/data/world/world.c (--wrap). */
#include "fuzz.h"

ent_status __real_ent_world_new(ent_world **out, ent_diags *diags);
void __real_ent_world_free(ent_world *world);
ent_status __wrap_ent_world_new(ent_world **out, ent_diags *diags);
void __wrap_ent_world_free(ent_world *world);

static ent_world *shared;

static void free_shared(void)
{
    __real_ent_world_free(shared);
}

ent_status __wrap_ent_world_new(ent_world **out, ent_diags *diags)
{
    if (!shared) {
        REQUIRE(__real_ent_world_new(&shared, diags) == ENT_OK);
        atexit(free_shared);
    }
    *out = shared;
    return ENT_OK;
}

void __wrap_ent_world_free(ent_world *world)
{
    REQUIRE(!world || world == shared);
}
