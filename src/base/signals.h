/* signals.h: keeps signals from a thread while it does something that they must not interrupt. */
#ifndef ENTENTE_BASE_SIGNALS_H
#define ENTENTE_BASE_SIGNALS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

/** Blocks SIGINT, SIGTERM and SIGHUP until ent_signals_release. */
static inline void ent_signals_hold(sigset_t *old)
{
    static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
    sigset_t blocked;

    sigemptyset(&blocked);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaddset(&blocked, signals[i]);
    pthread_sigmask(SIG_BLOCK, &blocked, old);
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
