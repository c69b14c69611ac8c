/* LD_PRELOAD: SIGKILL just before or just after the Nth time that the process makes a file durable.
 * KILL_AT_SYNC is N, KILL_SIDE is `before` or `after`. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int syncs;

static int sync_or_die(int file, const char *function) {
    int (*sync)(int) = (int (*)(int))dlsym(RTLD_NEXT, function);
    const char *wanted = getenv("KILL_AT_SYNC");
    const char *side = getenv("KILL_SIDE");
    const int is_now = wanted != NULL && side != NULL && ++syncs == atoi(wanted);
    if (is_now && strcmp(side, "before") == 0) {
        raise(SIGKILL);
    }
    const int result = sync(file);
    if (is_now) {
        raise(SIGKILL);
    }
    return result;
}

int fsync(int file) { return sync_or_die(file, "fsync"); }
int fdatasync(int file) { return sync_or_die(file, "fdatasync"); }
