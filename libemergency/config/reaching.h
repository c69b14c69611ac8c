#pragma once

#include <string>
#include <vector>

namespace emergency {

/// A role whose holder can be reached: first in Slack, then by a page.
struct Role {
    std::string name = {};
    std::string rotation = {};                ///< Whose person on duty it is; or:
    std::vector<std::string> schedules = {};  ///< PagerDuty schedule ids; or:
    std::string escalation_policy = {};       ///< Its id: whoever it names is paged.
    std::string service = {};  ///< PagerDuty service that the page is on; empty: never paged.
    std::string handle = {};   ///< Slack user group.
    std::string channel = {};  ///< Where the role is asked; "#name" or id.
};

/// A regional group that can be asked for help.
struct Region {
    std::string name = {};
    std::string handle = {};
    std::string channel = {};
};

/// Another duty of the week, which somebody else takes over during an emergency.
struct SideDuty {
    std::string name = {};
    std::string title = {};  ///< "First Response Hawk"
    std::string handle = {};
    std::string channel = {};
};

/// What a colleague may have to do in the call with the customer.
struct CallRole {
    std::string name = {};
    std::string title = {};       ///< "note taker"
    bool is_held_by_one = false;  ///< It moves from one to the other.
    bool is_shadow = false;  ///< Watches; neither acknowledges nor resolves the page (procedure.md
                             ///< C3).
};

/// A Slack user group that is to hold who is on call in a rotation.
struct FollowingHandle {
    std::string handle = {};  ///< Without `@`.
    std::string rotation = {};
};

/// When nobody can be expected to read Slack.
struct Calendar {
    std::string time_zone = "UTC";
    std::vector<std::string> weekend = {"saturday", "sunday"};
    std::vector<std::string> holidays = {};  ///< "2026-12-25", in the calendar's zone.
};

/// How far an emergency is carried beyond the engineer.
struct Escalation {
    std::string manager = "manager";        ///< The role that escalate manager and overload tell.
    std::string developers = "developers";  ///< The role that escalate dev asks.
    std::vector<std::string> developers_need = {"ticket", "thread", "agreement"};
    std::string executives = {};      ///< Channel of status --executives; empty: there is none.
    std::string person_service = {};  ///< On which a person is paged by address.
    std::vector<std::string> no_assist =
        {};  ///< Hours in which a second page is escalated instead.
    std::vector<std::string> incident_types = {};
    std::vector<std::string> incident_severities = {};
};

}  // namespace emergency
