#pragma once

#include "apps/emerg/exit_code.h"
#include "apps/emerg/global_options.h"
#include "apps/emerg/terminal/listing.h"
#include "apps/emerg/world.h"
#include "libemergency/cases/locate.h"
#include "libemergency/config/load.h"
#include "libemergency/procedure/executor.h"
#include "libemergency/store/cache.h"
#include "libemergency/store/case_lock.h"
#include "libemergency/store/journal.h"
#include "libemergency/store/queue.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace emerg {

using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;

/// What carrying out a plan came to.
struct Carried {
    ExitCode code = ExitCode::done;
    bool acted = false;  ///< Something happened now; false if there was nothing to do.
    std::vector<std::string> undone = {};  ///< Keys of steps that did not happen.
};

class ProgressLine;
class Trace;
struct Tokens;

/// What a command may use: configuration, clients, the case, and the one way to carry out a plan.
class Session {
public:
    /// A journal's line that is no effect, and what it is remembered by.
    struct Remembered {
        std::string key;
        std::string case_id;
        std::string text;
    };
    /// Makes a plan for a case as it is now.
    using Planner = std::function<Result<emergency::procedure::Plan>(
        const emergency::procedure::Situation& situation)>;
    /// What a command wants of a case.
    struct Work {
        Planner planner = {};
        /// The words that ask for the same again, the case apart: "contact", "--message=…".
        std::vector<std::string> words = {};
        /// May it be begun while a service is down?
        emergency::cases::Reading reading = emergency::cases::Reading::whole;
    };
    /// The clients that there are, and why the others are not to be used: by "pagerduty",
    /// "zendesk", "slack".
    struct Reached {
        const emergency::cases::Sources* sources = nullptr;
        std::map<std::string, Error> missing = {};
    };
    /// Understands the words of a command that was begun before.
    using Understand = std::function<Result<std::function<Result<ExitCode>(Session&)>>(
        const std::vector<std::string>& words)>;

    Session(World& world, GlobalOptions options, emergency::LoadedConfig loaded,
            std::string command, Understand understand);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    Session(Session&&) = delete;
    Session& operator=(Session&&) = delete;

    const emergency::Config& config() const { return loaded_.config; }
    const emergency::LoadedConfig& loaded() const { return loaded_; }
    const GlobalOptions& options() const { return options_; }
    const emergency::Environment& environment() const { return world_.environment; }
    Terminal& terminal() { return world_.terminal; }

    /// The services' time, once one was heard.
    emergency::Clock& clock();
    /// Fails with `local` if it cannot be written.
    Result<emergency::Journal*> journal();
    /// What is asked next is asked anew, even of a service that did not answer before. What
    /// `sources` and `actor` gave is gone.
    void reconnect();
    /// Clients and caches for reading; fails with `configuration` if an address or token is
    /// missing.
    Result<const emergency::cases::Sources*> sources();
    /// Clients of what is configured, for who asks one service, or judges the configuration.
    Result<Reached> reach();
    /// The same as `sources`, but Slack is not waited for: for what the emergency can do without.
    Result<const emergency::cases::Sources*> hurried_sources();
    /// GitLab, not waited for; from now on effects may happen there. Fails with `configuration`.
    Result<const emergency::gitlab::Client*> hurried_gitlab();
    /// Who acts, on which machine.
    Result<const emergency::procedure::Actor*> actor(
        emergency::cases::Reading reading = emergency::cases::Reading::whole);

    /// The cases that the words name. "-" reads standard input: a reference a line, JSON Lines
    /// or a JSON array of cases. No words: the only open case that is mine.
    Result<std::vector<emergency::cases::Reference>> references(
        const std::vector<std::string>& words);
    Result<emergency::cases::Case> find_case(
        const emergency::cases::Reference& reference,
        emergency::cases::Reading reading = emergency::cases::Reading::whole);

    /// The open cases, all of them: what `prompt` tells from now on.
    void remember_all(const std::vector<emergency::cases::Case>& cases);

    /// My open cases whose customer was contacted, as this machine saw them last: no request.
    std::vector<std::string> contacted_cases();

    /// Finds the case, plans, shows (dry run) or previews, asks and executes, and reports.
    /// Plans anew when the ticket changed meanwhile. The same for every verb. What earlier commands
    /// left undone on the case is finished afterwards.
    Result<Carried> carry_out(const emergency::cases::Reference& reference, const Work& work);
    /// The same for what concerns no case; the planner sees a case of nothing.
    Result<Carried> carry_out_alone(const Work& work);
    /// `carry_out` for each case that the words name; the first failure's code, if any fails.
    Result<ExitCode> carry_out_each(const std::vector<std::string>& words, const Work& work);

    /// Does what these words ask for ("ack", "Q0ABC"), with this session's options.
    Result<ExitCode> follow(const std::vector<std::string>& words);

    /// The commands of mine that were begun here and not brought to an end, oldest first; of all
    /// cases if `case_id` is empty.
    Result<std::vector<emergency::Unfinished>> unfinished(const std::string& case_id);
    /// Brings one of them to its end, or drops it because it is too late (said).
    Result<ExitCode> finish(const emergency::Unfinished& command);
    /// How far the services' clocks are ahead of this machine's, once one was heard.
    std::chrono::milliseconds skew() const;
    /// Says, once, that this machine's clock is wrong, if it is by much.
    void warn_of_clock();

    /// Writes what was asked, and what was answered, where --trace wants it.
    Result<void> write_trace() const;

    /// Writes an answer in the chosen format.
    Result<ExitCode> answer(const Listing& listing);
    /// Something worth knowing about the work, unless it is to be quiet.
    void say(const std::string& text);
    /// Tells a failure: text, or an object with `--json`.
    ExitCode complain(const Error& error);

private:
    struct Memory;
    struct Connected;
    Result<Memory*> memory();
    Result<Connected*> connected();
    Result<Connected*> connect(const Tokens& tokens);
    void connect_zoom(Connected& connected);
    /// Where it is shown whom requests wait for; null if nobody looks.
    std::unique_ptr<ProgressLine> progress_line();
    emergency::procedure::Executor executor(Connected& connected);
    /// The right to work on the case; if another process did anything since the journal's line
    /// `newest`, the case is read anew.
    Result<emergency::CaseLock> turn_on(const emergency::cases::Reference& reference,
                                        emergency::cases::Case& one, long long newest,
                                        emergency::cases::Reading reading);
    Result<Carried> carry_out_locked(const emergency::cases::Reference& reference,
                                     emergency::cases::Case& one, long long newest,
                                     const Work& work);
    Result<Carried> carry_out_again(const emergency::cases::Reference& reference, const Work& work);
    Result<Carried> carry_out_once(const emergency::cases::Case& one, const Work& work,
                                   bool& changed);
    Result<emergency::procedure::Outcome> execute(const emergency::procedure::Plan& plan,
                                                  const std::vector<std::string>& words);
    /// What `prompt` tells of the case from now on; `done` is a step that was done since it was
    /// read.
    void remember(const emergency::cases::Case& one, const std::string& done = {});
    /// Runs the programs of `hooks:` for a step that was done. That one fails is said, no more.
    void run_hooks(const emergency::cases::Case& one, const std::string& done);
    /// Finishes what others of my commands left undone on the case; true if anything happened.
    bool finish_others(const std::string& case_id, const std::vector<std::string>& words);
    bool is_too_late(const emergency::procedure::Plan& plan);
    Result<Carried> drop(const emergency::procedure::Plan& plan);
    /// Who asks, as the queue names it: another account has other cases.
    std::string asker() const;
    /// Adds the ticks of the case's runbook, and opens the way to GitLab for them.
    void tick_runbook(emergency::procedure::Plan& plan,
                      const emergency::procedure::Situation& situation);
    /// Shows what will be, before it is asked for.
    void show_consent(const emergency::procedure::Consent& consent);
    /// Shows what would be done.
    Result<Carried> rehearse(const emergency::procedure::Plan& plan, Connected& connected);
    Result<void> agree_to_words(const emergency::procedure::Plan& plan, bool public_text);
    Result<void> agree(const emergency::procedure::Plan& plan);
    /// Refuses what must not be said; what the user answers for goes into the journal.
    Result<void> pass_guard(const emergency::procedure::Situation& situation,
                            const emergency::procedure::Plan& plan);
    /// The words with what the user answers for, so that finishing it needs no second answer.
    std::vector<std::string> insisting(std::vector<std::string> words) const;
    /// Tells what the plan remarks and what it leaves for later.
    void say_what_is_noted(const emergency::procedure::Plan& plan);
    /// Shows how a plan ended, and says so if it did not go well.
    Carried report(const emergency::procedure::Plan& plan,
                   const emergency::procedure::Outcome& outcome);
    /// Tells a step as it ends.
    void say_step(const emergency::procedure::Step& step);
    /// Tells how a plan ended that did not go well.
    void say_end(const emergency::procedure::Outcome& outcome, ExitCode code);

    World& world_;
    GlobalOptions options_;
    emergency::LoadedConfig loaded_;
    std::string command_;
    Understand understand_;
    std::string case_id_ = {};                        ///< Of the case at hand, for complaints.
    std::set<std::string> agreed_ = {};               ///< Whom I agreed to call.
    const emergency::Unfinished* resumed_ = nullptr;  ///< The command that is being finished.
    std::unique_ptr<emergency::ServerClock> clock_;
    std::unique_ptr<Trace> trace_;
    std::unique_ptr<Memory> memory_;
    std::unique_ptr<Connected> connected_;
};

}  // namespace emerg
