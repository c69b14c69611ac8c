#!/usr/bin/env bats
load helper

issues() {
    state '.gitlab.issues | length'
}

@test "ack --runbook opens one issue from the template, and the ticket has its link" {
    ends 0 ack "$CASE" --runbook
    same "$(issues)" 1
    holds '.gitlab.issues[0].title' "Emergency #400123"
    holds '.gitlab.issues[0].labels[0]' emergency
    has "$(state '.gitlab.issues[0].description')" "- [x] Page acknowledged"
    has "$(state '.gitlab.issues[0].description')" "- [ ] Customer contacted"
    has "$(state '[internal_notes[].body] | join("\n")')" "$(state '.gitlab.issues[0].web_url')"
    ends 0 ack "$CASE" --runbook
    has "$stderr" "the runbook is https://gitlab.example.com/"
    same "$(issues)" 1
}

@test "ack without --runbook asks GitLab nothing" {
    forget_requests
    ends 0 ack "$CASE"
    same "$(requests '[.[] | select(.service == "gitlab")] | length')" 0
    same "$(issues)" 0
}

@test "an answer of GitLab that is lost leaves one issue" {
    fault '{"service":"gitlab","kind":"reset_after","match":"POST /api/v4/projects","times":1}'
    ends 0 ack "$CASE" --runbook
    same "$(issues)" 1
    has "$(state '[internal_notes[].body] | join("\n")')" "$(state '.gitlab.issues[0].web_url')"
}

@test "what the other machine may be opening just now is left to sync, which opens it if nobody did" {
    ends 0 ack "$CASE"
    export EMERG_STATE=$BATS_TEST_TMPDIR/laptop
    ends 8 ack "$CASE" --runbook
    has "$stderr" "the runbook: another machine may be opening it right now"
    same "$(issues)" 0
    clock 4m
    ends 0 sync
    same "$(issues)" 1
}

@test "another machine of mine finds the runbook, however far the first one came" {
    fault '{"service":"zendesk","kind":"status","status":500,"match":"PUT /api/v2/tickets","nth":3,"times":50}'
    run emerg ack "$CASE" --runbook
    control DELETE /faults
    same "$(issues)" 1
    clock 5m
    EMERG_STATE=$BATS_TEST_TMPDIR/elsewhere ends 0 ack "$CASE" --runbook
    same "$(issues)" 1
    has "$(state '[internal_notes[].body] | join("\n")')" "$(state '.gitlab.issues[0].web_url')"
}

@test "GitLab is down: the page is acknowledged, and sync opens the runbook later" {
    fault '{"service":"gitlab","kind":"status","status":503,"times":99}'
    ends 8 ack "$CASE" --runbook
    holds 'incident.status' acknowledged
    same "$(issues)" 0
    control DELETE /faults
    ends 0 sync
    same "$(issues)" 1
}

@test "a template that does not exist is told, and the page is acknowledged all the same" {
    EMERG_GITLAB_TEMPLATE=Nothing ends 0 ack "$CASE" --runbook
    has "$stderr" "no runbook was opened"
    holds 'incident.status' acknowledged
}

@test "without a project, --runbook names the setting and nothing happens" {
    EMERG_GITLAB_PROJECT="" ends 4 ack "$CASE" --runbook
    has "$stderr" gitlab.project
    holds 'incident.status' triggered
}

@test "items are ticked as the steps happen, once" {
    ends 0 ack "$CASE" --runbook
    ends 0 contact "$CASE" --yes
    has "$(state '.gitlab.issues[0].description')" "- [x] Customer contacted"
    has "$(state '.gitlab.issues[0].description')" "- [ ] Page resolved"
    ends 0 resolve "$CASE"
    has "$(state '.gitlab.issues[0].description')" "- [x] Page resolved"
    forget_requests
    ends 0 contact "$CASE" --yes
    same "$(requests '[.[] | select(.service == "gitlab" and .method == "PUT")] | length')" 0
}

@test "an item that a colleague wrote stays, and words of the team's own tick it" {
    printf '%s\nrunbook: {contact: [told the customer]}\n' "$(cat "$EMERG_CONFIG")" >"$BATS_TEST_TMPDIR/config.yaml"
    export EMERG_CONFIG=$BATS_TEST_TMPDIR/config.yaml
    ends 0 ack "$CASE" --runbook
    curl -sS --fail-with-body --noproxy '*' -X PUT -H "PRIVATE-TOKEN: $(sandbox_says .tokens.gitlab)" -H 'Content-Type: application/json' \
        --data-binary '{"description":"* [ ] We TOLD the customer\n- [ ] told nobody\n- [ ]told the customer\ntext"}' \
        "$(sandbox_says .gitlab)/api/v4/projects/4/issues/$(state '.gitlab.issues[0].iid')" >/dev/null
    ends 0 contact "$CASE" --yes
    has "$(state '.gitlab.issues[0].description')" "* [x] We TOLD the customer"
    has "$(state '.gitlab.issues[0].description')" "- [ ] told nobody"
    has "$(state '.gitlab.issues[0].description')" "- [ ]told the customer"
}

@test "GitLab is down: the customer is contacted, and sync ticks later" {
    ends 0 ack "$CASE" --runbook
    fault '{"service":"gitlab","kind":"status","status":503,"times":99}'
    ends 8 contact "$CASE" --yes
    same "$(public_comments)" 1
    control DELETE /faults
    ends 0 sync
    has "$(state '.gitlab.issues[0].description')" "- [x] Customer contacted"
    same "$(public_comments)" 1
}
