/* signals.h: a step that an interruption must not cut in two. */
#ifndef ENTENTE_BASE_SIGNALS_H
#define ENTENTE_BASE_SIGNALS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

/** Keeps the signals that end a run waiting until ent_signals_release. */
static inline void ent_signals_hold(sigset_t *old)
{
    static const int ends[] = { SIGINT, SIGTERM, SIGHUP };
    sigset_t held;

    sigemptyset(&held);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        sigaddset(&held, ends[i]);
    pthread_sigmask(SIG_BLOCK, &held, old);
}

static inline void ent_signals_release(const sigset_t *old)
{
    pthread_sigmask(SIG_SETMASK, old, NULL);
}

/* A write to a pipe that no one reads gives EPIPE, and a signal that would end the process. */
typedef struct ent_pipe_signal {
    sigset_t old;
    bool was_pending;
} ent_pipe_signal;

/** Keeps SIGPIPE from this thread until ent_pipe_signal_release. */
static inline void ent_pipe_signal_hold(ent_pipe_signal *held)
{
    sigset_t pipe, pending;

    sigpending(&pending);
    held->was_pending = sigismember(&pending, SIGPIPE) == 1;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, &held->old);
}

/** Discards the SIGPIPE that came meanwhile, and restores what was. */
static inline void ent_pipe_signal_release(const ent_pipe_signal *held)
{
    sigset_t pipe, pending;
    int signal;

    sigpending(&pending);
    if (!held->was_pending && sigismember(&pending, SIGPIPE) == 1) {
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        sigwait(&pipe, &signal);
    }
    pthread_sigmask(SIG_SETMASK, &held->old, NULL);
}

#endif
