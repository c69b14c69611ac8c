#include "libemergency/procedure/executor.h"

namespace emergency::procedure {

const char* word(Fate fate) {
    switch (fate) {
        case Fate::done:
            return "done";
        case Fate::already:
            return "already done";
        case Fate::stood_down:
            return "left to another";
        case Fate::failed:
            return "failed";
        case Fate::uncertain:
            return "uncertain";
        case Fate::queued:
            return "queued";
        case Fate::skipped:
            return "skipped";
        case Fate::expired:
            return "expired";
    }
    return "";
}

}  // namespace emergency::procedure
