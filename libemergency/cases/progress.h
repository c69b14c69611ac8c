#pragma once

#include "libemergency/cases/case.h"
#include "libemergency/config/config.h"

#include <optional>
#include <string>
#include <vector>

namespace emergency::cases {

/// How far a case is (product.md). "Resolved" in PagerDuty means `contacted`, never "fixed".
enum class Stage { paged, acknowledged, contacted, engaged, closed };

/// The word for it, in output.
const char* word(Stage stage);

/// Names of the custom metadata that emerg writes with each ticket update (api.md 5).
namespace metadata {
inline constexpr const char* key = "emerg_key";            ///< The effect: "ZD-400123/contact/1".
inline constexpr const char* by = "emerg_by";              ///< Who wrote it: address and instance.
inline constexpr const char* incident = "emerg_incident";  ///< The page's id.
inline constexpr const char* thread = "emerg_thread";      ///< The thread's permalink.
inline constexpr const char* bridge = "emerg_bridge";  ///< The bridge's link; "closed" once closed.
inline constexpr const char* meeting = "emerg_meeting";  ///< Id of the Zoom meeting behind it.
inline constexpr const char* runbook = "emerg_runbook";  ///< The runbook issue's link.
inline constexpr const char* outcome = "emerg_outcome";  ///< Of triage: "exception".
inline constexpr const char* next =
    "emerg_next";                              ///< When the next message was promised, RFC 3339.
inline constexpr const char* to = "emerg_to";  ///< Whom it was handed to: their PagerDuty id.
inline constexpr const char* to_name = "emerg_to_name";  ///< Ditto, for people.
inline constexpr const char* rejoin = "emerg_rejoin";    ///< When a break of a call ends, RFC 3339.
inline constexpr const char* role = "emerg_role";        ///< What a helper has in a call: "notes".
inline constexpr const char* helper = "emerg_helper";    ///< The helper's address.
inline constexpr const char* update =
    "emerg_update";  ///< When the next status update was promised, RFC 3339.
}  // namespace metadata

/// The incident's id; of a ticket without a page "ZD-400123".
std::string id_of(const Case& one);

/// Stands for the case where there is none.
inline constexpr const char* no_case = "nothing";

/// "ZD-400123"; of a page without a ticket "PD-Q0ABC". What its effects' keys start with.
std::string key_root(const Case& one);

/// "ZD-400123/contact/1": the same for everybody who does this step of this page.
/// A ticket that is paged again counts on: the occurrence is one more than the number
/// of times the step was done before this page was triggered.
std::string key_of(const Case& one, const std::string& step);

/// When the page went out; of a ticket without a page, when it was created.
TimePoint paged_at(const Case& one);

/// The audit that carries `key`, the lowest if there are several; null if there is none.
const zendesk::Audit* record_of(const Case& one, const std::string& key);

/// Is the writer one of ours, an agent or an admin? Whoever is not known counts as the customer:
/// better no reminder than one to a customer who has answered.
bool is_ours(const zendesk::Conversation& conversation, zendesk::Id writer);

/// The first public comment by somebody of ours after the page, by emerg or by hand, but for what
/// `triage` says of an emergency; null if there is none.
const zendesk::Comment* first_contact(const Case& one);

/// The first public comment by somebody else after `first_contact`; null if there is none.
const zendesk::Comment* customer_answer(const Case& one);

/// One handover of the case.
struct Handover {
    std::string key = {};                      ///< "ZD-400123/handoff/2"
    const zendesk::Audit* given = nullptr;     ///< The customer was told, the ticket assigned.
    const zendesk::Audit* accepted = nullptr;  ///< Null until the successor confirmed.
};

/// The newest handover since the page; nothing if there is none.
std::optional<Handover> last_handover(const Case& one);

/// It was handed over, and whoever has the ticket now has neither accepted it nor done anything
/// about it; of a listed case told by the ticket's step tags.
bool awaits_acceptance(const Case& one, const std::string& tag_prefix);

/// One call with the customer.
struct Call {
    std::string key = {};                   ///< "ZD-400123/call/1"
    const zendesk::Audit* begun = nullptr;  ///< Null if only its end was recorded.
    const zendesk::Audit* ended = nullptr;  ///< Null while it runs.
    int breaks = 0;
    TimePoint rejoin = {};  ///< When the last break ends or ended; of no break the epoch.
};

/// The newest call since the page; nothing if there is none.
std::optional<Call> last_call(const Case& one);

/// A call was begun and has not ended; of a listed case told by the ticket's step tags.
bool is_in_call(const Case& one, const std::string& tag_prefix);

/// The newest public comment; null if there is none.
const zendesk::Comment* last_public_comment(const Case& one);

/// A person's name as the ticket knows it; "somebody" if it does not.
std::string name_of(const Case& one, zendesk::Id id);

/// Who wrote an audit: their name, else the address that emerg left in it.
std::string writer_of(const Case& one, const zendesk::Audit& audit);

/// The step was done: told by audits, of a listed case by the ticket's step tags.
bool has_step(const Case& one, const std::string& step, const std::string& tag_prefix);

/// The customer was contacted, and answered since or is in the call; of a listed case told by the
/// ticket's step tags.
bool is_engaged(const Case& one, const std::string& tag_prefix);

/// How far the case is.
Stage stage_of(const Case& one, const std::string& tag_prefix);

/// Side states in the order they happened: "followed-up", "downgraded", "handed-off".
std::vector<std::string> side_states(const Case& one, const Config& config);

/// The tag by which a list, which reads no audits, knows when the next status update was promised.
std::string update_tag(const std::string& tag_prefix, TimePoint due);

/// Is it such a tag?
bool is_update_tag(const std::string& tag, const std::string& tag_prefix);

/// A limit that runs.
struct Deadline {
    std::string name = {};  ///< "acknowledge", "contact", …: `limit_names` (config/condition.h)
    TimePoint due = {};
};

/// All limits that run for the case now, the earliest first (procedure.md C6).
std::vector<Deadline> deadlines_of(const Case& one, const Config& config);

/// Something else that may be done now.
struct Option {
    std::string title = {};
    std::string command = {};
};

/// Where a case stands and what comes next, by the procedure of the configuration.
struct NextStep {
    std::string state = {};
    std::string means = {};  ///< What the state means, for people.
    std::string step = {};   ///< "ack", "contact", …; "none" if nothing comes next.
    std::string title = {};
    std::optional<TimePoint> due = {};
    std::string command = {};  ///< "emerg contact Q0ABC"; empty for none.
    std::vector<Option> also = {};
};

/// What the advice of the configuration says about this case, wherever it stands.
std::vector<Option> advice_for(const Case& one, const Config& config);

/// The first state of the procedure whose conditions hold, filled in for this case.
NextStep next_of(const Case& one, const Config& config);

/// Who owns it: the ticket's assignee, else who acknowledged; empty if nobody does.
std::string owner_of(const Case& one);

/// The customer: the organisation's name, else the requester's; empty if unknown.
std::string customer_of(const Case& one);

/// The account manager as the organisation's fields name them.
struct AccountManager {
    std::string field = {};  ///< Which field told; empty if none did.
    std::string value = {};  ///< Address or name; empty if there is no dedicated one.
};
AccountManager account_manager_of(const Case& one, const Config& config);

/// The channel where the case belongs, by the first rule that fits; empty if none does.
std::string channel_of(const Case& one, const Config& config);

/// The hours in which this customer may raise an emergency, by the first rule that fits; null if no
/// rule limits them.
const CoverageRule* coverage_of(const Case& one, const Config& config);

/// Is the moment within the rule's hours?
bool is_covered(const CoverageRule& rule, TimePoint moment);

}  // namespace emergency::cases
