# What the services hold of the emergency in scenario `base`, read from GET /state of the sandbox's control port.
def ticket: .zendesk.tickets[] | select(.id == 400123);
def incident: .pagerduty.incidents[] | select(.id == "Q0EMERG0000001");
def user(address): .zendesk.users[] | select(.email == address);
def agents: [.zendesk.users[] | select(.role != "end-user") | .id];
def public_comments: [ticket | .comments[] | select(.public)];
def public_answers: agents as $agents | [public_comments[] | select(.author_id | IN($agents[]))];
def internal_notes: [ticket | .comments[] | select(.public | not)];
def messages: [.slack.channels[] | .name as $name | .messages[] | select(.subtype == null) | . + {channel_name: $name}];
def roots: [messages[] | select((.thread_ts // .ts) == .ts)];
def replies: [messages[] | select((.thread_ts // .ts) != .ts)];
# The most requests of which each began only when the one before had been answered.
def rounds: reduce (sort_by(.ended)[]) as $request ({count: 0, last: -1};
    if $request.began > .last then {count: (.count + 1), last: $request.ended} else . end) | .count;
