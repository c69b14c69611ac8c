#!/usr/bin/env bats
load helper

followups() {
    state '[.zendesk.tickets[] | select(.external_id == "ZD-400123/close/1/ticket")] | length'
}

@test "close makes one follow-up ticket, links both, and solves the emergency; again is recognised" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 close "$CASE" --new-follow-up --yes
    holds 'ticket.status' solved
    same "$(followups)" 1
    has "$(state 'public_answers[-1].body')" "new emergency"
    number=$(state '.zendesk.tickets[] | select(.external_id == "ZD-400123/close/1/ticket") | .id')
    has "$(state 'public_answers[-1].body')" "#$number"
    has "$(state 'internal_notes[-1].body')" "#$number"
    has "$(state ".zendesk.tickets[] | select(.id == $number) | .comments[-1].body")" "#400123"
    ends 0 close "$CASE" --new-follow-up --yes
    same "$(followups)" 1
    holds 'public_answers | length' 2
}

@test "close without a follow-up says so" {
    ends 0 ack "$CASE"
    ends 0 close "$CASE" --yes
    has "$stderr" "no follow-up ticket"
    holds 'ticket.status' solved
}

@test "a follow-up that is not there is refused before anything is said" {
    ends 3 close "$CASE" --yes --follow-up '#499999'
    holds 'public_answers | length' 0
}

@test "a follow-up, or a ticket to merge into, of another help desk is refused, though ours has the number" {
    local elsewhere=https://gitlab-federal-support.zendesk.com/agent/tickets
    ends 0 ack "$CASE"
    forget_requests
    ends 2 close "$CASE" --yes --follow-up "$elsewhere/400123"
    has "$stderr" "of this profile"
    ends 2 close "$CASE" --yes --not-resolved --merge-into "$elsewhere/400123"
    has "$stderr" "of this profile"
    same "$(requests 'map(select(.method != "GET")) | length')" 0
    holds 'public_answers | length' 0
}

@test "not resolved: the ticket goes on with lower priority, open" {
    ends 0 ack "$CASE"
    ends 0 close "$CASE" --not-resolved --because "they go to sleep" --yes
    holds 'ticket.priority' high
    holds 'ticket.status == "solved"' false
    has "$(state 'public_answers[-1].body')" "new emergency"
    has "$(state 'internal_notes[-1].body')" "they go to sleep"
}

@test "close --issue opens one issue of each kind, with its labels, and again none" {
    ends 0 ack "$CASE"
    ends 0 close "$CASE" --yes --issue retro,pairing
    same "$(state '[.gitlab.issues[].labels[]] | sort | join(" ")')" "pairing-customer_emergency retro"
    has "$(state '.gitlab.issues[0].description')" /agent/tickets/400123
    ends 0 close "$CASE" --yes --issue retro
    same "$(state '.gitlab.issues | length')" 2
}

@test "close --issue: an answer of GitLab that is lost leaves one issue; no such kind is refused first" {
    ends 0 ack "$CASE"
    ends 2 close "$CASE" --yes --issue retor
    has "$stderr" "pairing, retro"
    holds 'ticket.status' open
    fault '{"service":"gitlab","kind":"reset_after","match":"POST /api/v4/projects","times":1}'
    ends 0 close "$CASE" --yes --issue retro
    same "$(state '.gitlab.issues | length')" 1
}

@test "GitLab that is down keeps no emergency open; sync opens the issue later" {
    ends 0 ack "$CASE"
    fault '{"service":"gitlab","kind":"status","status":503,"match":"*","times":0}'
    ends 8 close "$CASE" --yes --issue retro
    holds 'ticket.status' solved
    control DELETE /faults
    ends 0 sync
    same "$(state '.gitlab.issues | length')" 1
}

@test "a follow-up ticket that only a second closer wants is made after the close, once" {
    ends 0 ack "$CASE"
    ends 0 close "$CASE" --yes
    EMERG_STATE=$BATS_TEST_TMPDIR/second
    ends 0 close "$CASE" --new-follow-up --yes
    has "$stderr" "may not name the follow-up"
    same "$(followups)" 1
    ends 0 close "$CASE" --new-follow-up --yes
    same "$(followups)" 1
    holds 'public_answers | length' 1
}

@test "a plain close and one with a follow-up ticket at once: sync makes the ticket if it is missing" {
    ends 0 ack "$CASE"
    EMERG_STATE=$BATS_TEST_TMPDIR/other emerg close "$CASE" --yes &
    run --separate-stderr emerg close "$CASE" --new-follow-up --yes
    wait
    [ "$status" = 0 ] || [ "$status" = 8 ]
    ends 0 sync
    same "$(followups)" 1
    holds 'public_answers | length' 1
}

@test "an issue that another machine has opened a moment ago is found, not waited for" {
    ends 0 ack "$CASE"
    ends 0 close "$CASE" --yes --issue retro
    EMERG_STATE=$BATS_TEST_TMPDIR/second
    ends 0 close "$CASE" --yes --issue retro
    same "$(state '.gitlab.issues | length')" 1
}
