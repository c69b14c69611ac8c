#pragma once

#include "apps/sandbox/gate.h"
#include "apps/sandbox/gitlab/gitlab.h"
#include "apps/sandbox/pagerduty/pagerduty.h"
#include "apps/sandbox/slack/slack.h"
#include "apps/sandbox/zendesk/zendesk.h"
#include "apps/sandbox/zoom/zoom.h"

namespace sandbox {

/// All services of one sandbox on their common ground.
struct Services {
    Ground ground = {};
    PagerDuty pagerduty{ground.clock};
    Events events{pagerduty};
    Zendesk zendesk{ground.clock};
    Slack slack{ground.clock};
    Zoom zoom{ground.clock};
    Gitlab gitlab{ground.clock};
};

}  // namespace sandbox
