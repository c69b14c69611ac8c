#pragma once

#include "apps/sandbox/gate.h"
#include "apps/sandbox/pagerduty/pagerduty.h"
#include "apps/sandbox/slack/slack.h"
#include "apps/sandbox/zendesk/zendesk.h"

namespace sandbox {

/// All services of one sandbox on their common ground.
struct Services {
    Ground ground = {};
    PagerDuty pagerduty{ground.clock};
    Events events{pagerduty};
    Zendesk zendesk{ground.clock};
    Slack slack{ground.clock};
};

}  // namespace sandbox
