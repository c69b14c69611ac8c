#include "libemergency/procedure/doubt.h"
#include "libemergency/procedure/perform.h"

namespace emergency::procedure {
namespace {

constexpr int looks = 5;
constexpr std::chrono::seconds between_looks{1};

zendesk::Merge with_marks(zendesk::Merge merge, const std::string& key) {
    merge.source_note = marked(merge.source_note, key);
    merge.target_note = marked(merge.target_note, key);
    return merge;
}

}  // namespace

/// The service merges after it has answered, so the merge is looked for until it is there: who asks
/// again too early may be obeyed twice.
Result<Fact> perform(const Services& services, const Effect& effect, const zendesk::Merge& merge) {
    const auto job = services.zendesk.apply(with_marks(merge, effect.key));
    if (!job && !may_have_happened(job.error())) {
        return job.error();
    }
    for (int n = 1; n <= looks; ++n) {
        const auto proven = prove(services, effect);
        if (proven && *proven) {
            return **proven;
        }
        const auto state = job ? services.zendesk.job(job->id) : job;
        if (state && state->has_failed) {
            return Error{.kind = ErrorKind::rejected,
                         .message = "Zendesk did not merge: " + state->message,
                         .hint = "look at both tickets: solved and closed ones are not merged",
                         .service = "Zendesk"};
        }
        services.clock->sleep(between_looks);
    }
    return job ? Error{.kind = ErrorKind::uncertain,
                       .message = "Zendesk has not ended the merge that it took on",
                       .hint = "emerg sync, or the same command, looks again",
                       .service = "Zendesk"}
               : job.error();
}

}  // namespace emergency::procedure
