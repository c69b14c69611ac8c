/* Preloaded into a process: it dies by SIGKILL before or after its Nth write to the disk that it makes durable,
   as told by KILL_AT and KILL_WHEN (before, after). So a journal is cut between any two of its lines. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int dies_at(const char *when) {
    static int count = 0;
    const char *at = getenv("KILL_AT");
    const char *chosen = getenv("KILL_WHEN");
    if (strcmp(when, "before") == 0) {
        ++count;
    }
    return at != NULL && chosen != NULL && count == atoi(at) && strcmp(when, chosen) == 0;
}

static int synced(const char *name, int descriptor) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    if (dies_at("before")) {
        kill(getpid(), SIGKILL);
    }
    const int result = real(descriptor);
    if (dies_at("after")) {
        kill(getpid(), SIGKILL);
    }
    return result;
}

int fsync(int descriptor) {
    return synced("fsync", descriptor);
}

int fdatasync(int descriptor) {
    return synced("fdatasync", descriptor);
}
