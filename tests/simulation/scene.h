#pragma once

#include "libemergency/cases/reference.h"
#include "libemergency/config/config.h"
#include "libemergency/core/result.h"
#include "libemergency/core/secret.h"
#include "libemergency/procedure/verbs.h"

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace simulation {

/// An engineer of the scene, with configuration and tokens.
struct Person {
    std::string email;
    emergency::zendesk::Id zendesk_id = 0;
    emergency::Config config = {};
    emergency::Secret pagerduty = {};
    emergency::Secret zendesk = {};
    emergency::Secret slack = {};
};

/// What every simulation starts from; made once and never changed. Two engineers who act, a third
/// who may take over, one customer with one ticket and one page.
struct Scene {
    std::shared_ptr<const nlohmann::json> scenario;
    std::array<Person, 2> engineers;
    emergency::procedure::Successor successor;
    emergency::procedure::ThreadPlace thread;
};

constexpr std::int64_t the_ticket = 400123;
constexpr std::string_view the_page = "Q0EMERG0000001";
constexpr std::string_view key_root = "ZD-400123/";

/// The scene out of the sandbox's scenario `base`.
emergency::Result<Scene> make_scene();

}  // namespace simulation
