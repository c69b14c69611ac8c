#pragma once

#include <string>
#include <vector>

namespace emerg {

/// Something that a service knows by id and people by name.
struct NamedThing {
    std::string id = {};
    std::string name = {};
    std::string time_zone = {};  ///< Of a schedule.
};

/// A Slack group that holds who is on call in a rotation.
struct FollowingGroup {
    std::string handle = {};
    std::string rotation = {};
};

/// What `init` found out.
struct FirstConfig {
    std::string email = {};
    std::string time_zone = {};
    std::string pagerduty_url = {};
    std::string pagerduty_token = {};  ///< Where it is, as the others.
    std::string zendesk_url = {};
    std::string zendesk_email = {};
    std::string zendesk_token = {};
    std::string slack_token = {};  ///< Empty: no Slack.
    std::string slack_url = {};
    std::string bridge = {};
    std::vector<NamedThing> services = {};
    std::vector<NamedThing> schedules = {};
    std::vector<NamedThing> channels = {};
    std::vector<FollowingGroup> groups = {};
};

/// What a schedule's rotation is called: a word that a command line can name.
std::string rotation_name(const NamedThing& schedule);

/// The configuration file: commented YAML in which every value is quoted, whatever it holds.
std::string text_of(const FirstConfig& config);

}  // namespace emerg
