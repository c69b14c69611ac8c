#pragma once

#include "libemergency/cases/locate.h"
#include "libemergency/cases/progress.h"
#include "libemergency/procedure/effect.h"

#include <optional>
#include <string>
#include <vector>

namespace emergency::procedure {

/// What stands already, whoever made it: if this machine's own try at it has no outcome, there may
/// be a second one, which is taken back.
struct Standing {
    std::string id = {};  ///< Of the one that stands.
    Effect effect = {};   ///< How it would be made; its proof finds them all.
};

/// What is shown, and what is asked, before a plan is begun.
struct Consent {
    std::string preview = {};
    std::string question = {};
};

/// What a command is going to do: a small graph of effects, and what there is to say about it.
struct Plan {
    std::string case_id = {};
    std::string step = {};             ///< "contact"
    std::vector<Effect> effects = {};  ///< Empty: nothing to do.
    /// What could not be planned because a service did not answer: told, and left to `sync`.
    std::vector<std::string> postponed = {};
    std::vector<std::string> remarks =
        {};  ///< One sentence each: what was found, recognised, or is missing.
    std::optional<Consent> consent = {};    ///< Needed before anything is done.
    std::optional<Standing> standing = {};  ///< The thread that the ticket remembers.
};

/// Who acts.
struct Actor {
    cases::Me me = {};
    std::string by =
        {};  ///< "ana@example.com 4f2a…": address and this machine's instance; in audits.
};

/// What every planning function looks at.
struct Situation {
    const cases::Case& one;
    const Config& config;
    const Actor& actor;
};

/// A plan for a step of the case, without effects yet.
Plan empty_plan(const Situation& situation, std::string step);

/// Whose turn a step is, by the claims in the ticket's audits.
struct Turn {
    enum class Whose {
        free,    ///< Nobody has claimed it, or the claimant is overdue: claim it with `key`.
        mine,    ///< This machine claimed it and did not finish.
        theirs,  ///< Somebody is at it right now.
    };
    Whose whose = Whose::free;
    std::string key = {};                   ///< Of the claim to make, or that stands.
    const zendesk::Audit* audit = nullptr;  ///< The standing claim.
    Proof proof = Proof::after_doubt;       ///< For the effects that follow.
};

/// Reads the claims on `step_key`.
Turn turn_of(const Situation& situation, const std::string& step_key);

/// The claim itself: a tag that marks the step, and the key, refused if the ticket changed since it
/// was read.
Effect claim(const Situation& situation, const Turn& turn, const std::string& step);

/// A step that leaves nothing but its record on the ticket; the lowest audit with its key settles
/// who does what follows. `what` describes it: "start of a call".
Effect step_record(const Situation& situation, const std::string& key, const std::string& what);

/// Is it a step's own key, like "ZD-400123/contact/1"? Those show their tag on the ticket.
bool is_of_step(const std::string& key);

/// "emerg_contact_1": the tag that shows an effect's key on the ticket, so that a list needs no
/// audits.
std::string tag_of(const Situation& situation, const std::string& key);

/// The ticket's tags with that of `key`, and without those of claims, which have served.
std::vector<std::string> tags_with(const Situation& situation, const std::string& key);

/// Metadata that every ticket update carries.
std::map<std::string, std::string> metadata_of(const Situation& situation, const std::string& key);

/// Payload that every Slack message carries: key, case, ticket, incident.
std::map<std::string, std::string> payload_of(const Situation& situation, const std::string& key);

/// "#400123"; of a page without a ticket its id.
std::string name_of(const cases::Case& one);

/// A step that is somebody else's right now: says who and since when; no effects.
Plan stand_down(const Situation& situation, const std::string& step, const Turn& turn);

/// Refuses a case without a ticket to answer: `policy`, or why it was not read.
Result<void> answerable(const Situation& situation);

/// Adds what there is to say, if anything is.
void add_remark(Plan& plan, std::string remark);

/// Says whose the ticket is, if it is somebody else's: there is one engineer in charge at any time.
void tell_owner(Plan& plan, const Situation& situation);

/// The keys of effects, for `needs` and `after`.
std::vector<std::string> keys_of(const std::vector<Effect>& effects);

/// Adds what follows the effect `key`, if that is still to happen; an earlier run may have done it.
void add_after(Plan& plan, const std::string& key, Effect effect);

}  // namespace emergency::procedure
