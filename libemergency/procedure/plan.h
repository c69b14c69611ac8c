#pragma once

#include "libemergency/cases/locate.h"
#include "libemergency/cases/progress.h"
#include "libemergency/procedure/effect.h"

#include <string>
#include <vector>

namespace emergency::procedure {

/// What a command is going to do: a small graph of effects, and what there is to say about it.
struct Plan {
    std::string case_id = {};
    std::string step = {};             ///< "contact"
    std::vector<Effect> effects = {};  ///< Empty: nothing to do.
    /// What could not be planned because a service did not answer: told, and left to `sync`.
    std::vector<std::string> postponed = {};
    std::vector<std::string> remarks =
        {};  ///< One sentence each: what was found, recognised, or is missing.
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

/// The keys of effects, for `needs` and `after`.
std::vector<std::string> keys_of(const std::vector<Effect>& effects);

}  // namespace emergency::procedure
