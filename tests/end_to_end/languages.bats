#!/usr/bin/env bats
load helper

setup_file() {
    sed -e 's/role: end-user, organisation: Example Corp/role: end-user, locale: de-AT, time_zone: Asia\/Tokyo, organisation: Example Corp/' \
        "$here/../../apps/sandbox/scenarios/base.yaml" >"$BATS_FILE_TMPDIR/german.yaml"
    sandbox_serve --scenario "$BATS_FILE_TMPDIR/german.yaml"
}

said() {  # the newest public comment by us
    state 'public_answers[-1].body'
}

@test "the customer reads their language, and the promised time in their zone" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    has "$stderr" "de-AT"
    has "$(said)" "Notfallmeldung"
    has "$(said)" " JST ("
    has "$(said)" " UTC)"
    has "$(state 'replies[-1].text')" "next message is promised by"
    [[ $(state 'replies[-1].text') != *JST* ]]
}

@test "the four points, the closing and the handover are in it too" {
    ends 0 contact "$CASE" --yes
    ends 0 handoff "$CASE" --yes -m "all is said"
    has "$(said)" "Francesca Conti übernimmt"
    clock 16m
    ends 0 followup "$CASE" --yes
    has "$(said)" "andere Lösung"
    clock 16m
    ends 0 followup "$CASE" --yes
    has "$(said)" "Konferenz geschlossen"
}

@test "one's own text may be in the plain text's language" {
    ends 9 contact "$CASE" --yes -m "Join us."
    ends 0 contact "$CASE" --yes -m "Join {{bridge}}; the next message comes by {{next_time}}."
    has "$stderr" "your own text"
    has "$(said)" "Join http"
}

@test "a team's own text is not undone by a shipped translation" {
    printf '%s\nmessages:\n  contact: "Servus: {{bridge}}, {{next_time}}"\n' "$(cat "$EMERG_CONFIG")" >"$BATS_TEST_TMPDIR/config.yaml"
    ends 0 contact "$CASE" --yes --config "$BATS_TEST_TMPDIR/config.yaml"
    has "$(said)" "Servus"
}
