/* signals.h: a step that an interruption must not cut in two. */
#ifndef ENTENTE_BASE_SIGNALS_H
#define ENTENTE_BASE_SIGNALS_H

#include <signal.h>
#include <stddef.h>

/** Keeps the signals that end a run waiting until ent_signals_release. */
static inline void ent_signals_hold(sigset_t *old)
{
    static const int ends[] = { SIGINT, SIGTERM, SIGHUP };
    sigset_t held;

    sigemptyset(&held);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        sigaddset(&held, ends[i]);
    sigprocmask(SIG_BLOCK, &held, old);
}

static inline void ent_signals_release(const sigset_t *old)
{
    sigprocmask(SIG_SETMASK, old, NULL);
}

#endif
