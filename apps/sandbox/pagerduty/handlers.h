#pragma once

#include "apps/sandbox/pagerduty/call.h"

namespace sandbox::pagerduty {

/// What answers one operation.
using Handle = Answer (*)(Account& account, const Call& call);

Answer list_incidents(Account& account, const Call& call);
Answer show_incident(Account& account, const Call& call);
Answer list_alerts(Account& account, const Call& call);
Answer list_incident_log(Account& account, const Call& call);
Answer list_log(Account& account, const Call& call);
Answer show_log_entry(Account& account, const Call& call);
Answer list_notes(Account& account, const Call& call);

Answer create_incident(Account& account, const Call& call);
Answer change_incidents(Account& account, const Call& call);
Answer change_incident(Account& account, const Call& call);

Answer change_alerts(Account& account, const Call& call);
Answer add_note(Account& account, const Call& call);
Answer snooze(Account& account, const Call& call);
Answer merge(Account& account, const Call& call);
Answer add_status_update(Account& account, const Call& call);
Answer request_responders(Account& account, const Call& call);
Answer cancel_responders(Account& account, const Call& call);

Answer list_oncalls(Account& account, const Call& call);
Answer list_schedules(Account& account, const Call& call);
Answer show_schedule(Account& account, const Call& call);
Answer list_schedule_users(Account& account, const Call& call);
Answer list_overrides(Account& account, const Call& call);
Answer create_overrides(Account& account, const Call& call);
Answer delete_override(Account& account, const Call& call);

Answer list_users(Account& account, const Call& call);
Answer show_me(Account& account, const Call& call);
Answer show_user(Account& account, const Call& call);
Answer list_contact_methods(Account& account, const Call& call);
Answer list_notification_rules(Account& account, const Call& call);
Answer list_services(Account& account, const Call& call);
Answer show_service(Account& account, const Call& call);
Answer list_policies(Account& account, const Call& call);
Answer show_policy(Account& account, const Call& call);
Answer list_priorities(Account& account, const Call& call);
Answer list_abilities(Account& account, const Call& call);
Answer show_ability(Account& account, const Call& call);
Answer list_teams(Account& account, const Call& call);

}  // namespace sandbox::pagerduty
