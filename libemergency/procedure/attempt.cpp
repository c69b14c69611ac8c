#include "libemergency/procedure/attempt.h"

#include "libemergency/cases/progress.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/procedure/concede.h"
#include "libemergency/procedure/doubt.h"
#include "libemergency/procedure/recant.h"
#include "libemergency/procedure/settle.h"

#include <algorithm>
#include <utility>

namespace emergency::procedure {
namespace {

constexpr int tries = 3;
constexpr std::chrono::milliseconds pause{400};

/// One effect on its way through the protocol.
class Course {
public:
    Course(const Attempt& attempt, const Effect& effect) : attempt_(attempt), effect_(effect) {
        ended_.step = {.key = effect.key,
                       .service = service_of(effect),
                       .description = effect.description,
                       .criticality = effect.criticality};
    }

    Ended run();

private:
    bool looks_first() const;
    bool may_have_twin() const;
    bool settled_before();
    bool left_to_others();
    void try_it();
    bool look();
    void read_claim();
    void take_back_second(const std::string& ours);
    void end(Fate fate, Mark mark, const Fact& fact);
    void fail(Fate fate, Mark mark, Error error);
    void fail_for_now(Error error);
    JournalEntry line(Mark mark, const std::string& result) const;
    void write_removal(const std::string& id);

    const Attempt& attempt_;
    const Effect& effect_;
    Ended ended_;
    bool settled_ = false;
    bool doubtful_ = false;  ///< It was sent, now or by an earlier run, and may have happened.
};

JournalEntry Course::line(Mark mark, const std::string& result) const {
    return {.at = attempt_.clock.now(),
            .key = effect_.key,
            .case_id = attempt_.case_id,
            .service = ended_.step.service,
            .description = effect_.description,
            .mark = mark,
            .by = attempt_.by,
            .result = result};
}

/// Under a key of its own: the effect's newest line says what became of the effect.
void Course::write_removal(const std::string& id) {
    auto removal = line(Mark::remark, id);
    removal.key += "/second";
    removal.description = "the second one taken back";
    if (const auto written = attempt_.journal.write(removal); !written) {
        ended_.step.error = written.error();
    }
}

void Course::end(Fate fate, Mark mark, const Fact& fact) {
    ended_.fact = fact;
    ended_.step.fate = fate;
    ended_.step.id = fact.id;
    ended_.step.url = fact.url;
    ended_.step.by = fact.by;
    ended_.step.at = fact.at;
    settled_ = true;
    // The effect stands whether or not this line can be written; the intent alone asks for proof
    // next time.
    if (auto written = attempt_.journal.write(line(mark, fact.id)); !written) {
        ended_.step.error = written.error();
    }
}

void Course::fail(Fate fate, Mark mark, Error error) {
    ended_.step.fate = fate;
    if (auto written = attempt_.journal.write(line(mark, error.message)); !written) {
        error.hint = written.error().message;
    }
    ended_.step.error = std::move(error);
    settled_ = true;
}

/// It did not happen. What the command can be done without is tried again later, if that may help.
void Course::fail_for_now(Error error) {
    const bool again = effect_.criticality == Criticality::side && is_passing(error);
    fail(again ? Fate::queued : Fate::failed, again ? Mark::queued : Mark::failed,
         std::move(error));
}

/// Asks the service; true if that settled it.
bool Course::look() {
    const auto proven = prove(attempt_.services, effect_);
    if (!proven && doubtful_) {
        fail(Fate::uncertain, Mark::uncertain, proven.error());
        return true;
    }
    if (!proven) {  // Nothing of ours is under way yet, so it is only not done.
        fail_for_now(proven.error());
    } else if (*proven) {
        end(Fate::already, Mark::found, **proven);
    }
    return settled_;
}

bool Course::looks_first() const {
    return effect_.proof == Proof::before_first || attempt_.was_suspended();
}

/// An earlier run may have done it: the journal knows, or the service does.
bool Course::settled_before() {
    const auto last = attempt_.journal.last(effect_.key);
    if (!last) {
        fail(Fate::failed, Mark::failed, last.error());
        return true;
    }
    const auto mark = *last ? (*last)->mark : Mark::failed;
    const bool on_record = mark == Mark::done || mark == Mark::found;
    doubtful_ = on_record || mark == Mark::intent || mark == Mark::uncertain;
    ended_.is_ours = doubtful_ && mark != Mark::found;
    if (on_record && looks_first() && !has_more_to_tell(effect_) &&
        !is_changed_by_others(effect_)) {
        ended_.step.fate = Fate::already;
        ended_.fact.id = ended_.step.id = (*last)->result;
        return settled_ = true;
    }
    if (!(doubtful_ || looks_first()) || !look()) {
        return false;
    }
    if (mark == Mark::done && may_have_twin() && ended_.step.fate == Fate::already &&
        ended_.step.id != (*last)->result) {
        // An earlier run ended between making the second one and taking it back.
        take_back_second((*last)->result);
    } else if (mark == Mark::intent || mark == Mark::uncertain) {
        settle_doubt(attempt_, effect_, ended_.step);
    }
    return true;
}

bool Course::left_to_others() {
    if (auto reason = reason_to_wait(effect_, attempt_.clock.now())) {
        fail(Fate::queued, Mark::queued, *std::move(reason));
    }
    return settled_;
}

void Course::try_it() {
    for (int n = 1; n <= tries && !settled_; ++n) {
        const auto fact = perform(attempt_.services, effect_);
        doubtful_ = ended_.is_ours = true;
        if (fact) {
            end(Fate::done, Mark::done, *fact);
            return;
        }
        if (fact.error().kind == ErrorKind::uncertain) {  // Under way there: no second try.
            return fail(Fate::uncertain, Mark::uncertain, fact.error());
        }
        if (!may_have_happened(fact.error())) {
            ended_.ticket_changed = is_closed_meanwhile(effect_, fact.error());
            fail_for_now(fact.error());
            return;
        }
        if (look()) {
            return;
        }
        const bool is_stale = fact.error().kind == ErrorKind::conflict &&
                              std::holds_alternative<zendesk::TicketUpdate>(effect_.change);
        if (is_stale || n == tries) {
            ended_.ticket_changed = is_stale;
            fail_for_now(fact.error());
            return;
        }
        attempt_.clock.sleep(pause * n);
    }
}

/// The lowest audit with the key owns it, whoever else wrote the key too.
void Course::read_claim() {
    const auto stamp = ended_.fact.stamp;
    const auto proven = prove(attempt_.services, effect_);
    if (!proven || !*proven) {
        fail(Fate::uncertain, Mark::uncertain,
             proven ? Error{.kind = ErrorKind::uncertain,
                            .message = "the claim was written but cannot be read back",
                            .service = "Zendesk"}
                    : proven.error());
        return;
    }
    const auto& owner = **proven;
    ended_.fact = owner;
    ended_.fact.stamp = stamp;
    ended_.step.by = owner.by;
    ended_.step.at = owner.at;
    if (owner.id != ended_.step.id) {
        const auto conceded = concede(attempt_.services, effect_);
        ended_.step.error = conceded ? std::nullopt : std::optional(conceded.error());
    }
    if (owner.by != attempt_.by) {
        end(Fate::stood_down, Mark::stood_down, owner);
        return;
    }
    if (owner.id != ended_.step.id) {
        // Another process of this machine claimed it first, and may have done what follows.
        ended_.step.fate = Fate::already;
    }
    if (stamp.empty()) {
        // Found, not written just now. A stamp that is read now would vouch for what came since.
        ended_.fact.stamp = utc_text(owner.at);
    }
}

/// Two people may make an override, or start a thread, at once; a process that was suspended sends
/// any message late.
bool Course::may_have_twin() const {
    const auto* post = std::get_if<slack::Post>(&effect_.change);
    return post == nullptr ? std::holds_alternative<pagerduty::NewOverride>(effect_.change)
                           : attempt_.was_suspended() || (post->thread_ts.empty() && looks_first());
}

void Course::take_back_second(const std::string& ours) {
    const auto found = recant(attempt_.services, attempt_.clock, effect_, ours);
    if (!found) {
        return;  // The journal knows ours; the next look sees that it is not the one that stays.
    }
    for (const auto& id : found->removed) {
        write_removal(id);
    }
    if (found->first) {
        end(Fate::already, Mark::found, *found->first);
        ended_.is_ours = false;  // Whoever made it counts on it.
    }
}

Ended Course::run() {
    if (effect_.expires && attempt_.clock.now() > *effect_.expires) {
        fail(Fate::expired, Mark::expired,
             {.kind = ErrorKind::policy, .message = "too late to be of use"});
        return std::move(ended_);
    }
    if (effect_.part == Part::effect && (settled_before() || left_to_others())) {
        return std::move(ended_);
    }
    if (auto written = attempt_.journal.write(line(Mark::intent, "")); !written) {
        ended_.step.fate = Fate::failed;
        ended_.step.error = written.error();
        return std::move(ended_);
    }
    try_it();
    if (ended_.step.fate == Fate::done && may_have_twin()) {
        take_back_second(ended_.step.id);
    } else if (doubtful_) {
        settle_doubt(attempt_, effect_, ended_.step);
    }
    const auto fate = ended_.step.fate;
    if (effect_.part == Part::claim && (fate == Fate::done || fate == Fate::already)) {
        read_claim();
    }
    return std::move(ended_);
}

/// A root's permalink, which the ticket is going to remember.
void add_permalink(const Attempt& attempt, const Effect& effect, Ended& ended) {
    const auto* post = std::get_if<slack::Post>(&effect.change);
    const auto fate = ended.step.fate;
    if (post == nullptr || !post->thread_ts.empty() ||
        (fate != Fate::done && fate != Fate::already)) {
        return;
    }
    const auto link = attempt.services.slack->permalink(post->channel, ended.fact.id);
    if (!link) {
        ended.step.error = link.error();
        ended.url_is_unknown = true;
        return;
    }
    ended.step.url = ended.fact.url = *link;
}

}  // namespace

Ended carry_out(const Attempt& attempt, const Effect& effect) {
    auto ended = Course(attempt, effect).run();
    add_permalink(attempt, effect, ended);
    return ended;
}

}  // namespace emergency::procedure
