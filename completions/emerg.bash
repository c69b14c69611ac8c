# bash completion of emerg; made by `emerg completion bash`
_emerg() {
    local word=${COMP_WORDS[COMP_CWORD]} verb="" each
    for each in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ $each != -* ]] && { verb=$each; break; }
    done
    local flags="-o --output --json --jq --template -n --dry-run -y --yes --anyway --again --no-input -q --quiet -v --verbose --full --no-color --hyperlink --no-pager -p --profile --config --trace --timeout"
    case $verb in
        "") flags+=" list show next timeline report watch ack triage contact resolve followup bulk call note status fetch page escalate overload handoff close stuck card schedule journal sync prompt config init auth doctor api schema sandbox drill completion version help" ;;
        list) flags+=" --mine --unacked --due --exit-code" ;;
        show) flags+=" -w --web" ;;
        next) flags+=" --do --exit-code" ;;
        timeline) flags+=" --format --file" ;;
        report) flags+=" --since --until --by" ;;
        watch) flags+=" --mine --once --count --every --requests --exec --notify" ;;
        ack) flags+=" --take --runbook --takeover" ;;
        triage) flags+=" --outcome --because --criterion --existing --other-requester -m --message -F --file -e --edit" ;;
        contact) flags+=" -m --message -F --file -e --edit --manager-agreed --further --no-bridge --off-hours" ;;
        resolve) flags+=" --force --reason" ;;
        followup) flags+=" --due --wait --joined --exit-code -m --message -F --file -e --edit" ;;
        bulk) flags+=" --incident --issue --status-page --since -m --message -F --file -e --edit" ;;
        call) flags+=" start role break end --alone --assign --to --release --rejoin --tell-customer --done --next --macro --internal -m --message -F --file -e --edit" ;;
        note) flags+=" --internal --capture --attach --customer-knows --only-if -m --message -F --file -e --edit" ;;
        status) flags+=" --impact --done --next --by --internal --executives -m --message -F --file -e --edit" ;;
        fetch) flags+=" --into --clean" ;;
        page) flags+=" --title --since -m --message -F --file -e --edit" ;;
        escalate) flags+=" manager dev incident region --now --watch --due --exit-code --manager-agreed --region --name --type --severity --link -m --message -F --file -e --edit" ;;
        overload) flags+=" --while --assist --ask-region --region --now --watch" ;;
        handoff) flags+=" accept incoming --wait --take --to --problem --done --ruled-out --theory --not-tried --escalation --next --assumptions --customer-message --customer-file -m --message -F --file -e --edit" ;;
        close) flags+=" --follow-up --new-follow-up --no-follow-up --not-resolved --because --merge-into --other-requester --issue -m --message -F --file -e --edit" ;;
        stuck) flags+=" --phrases" ;;
        card) flags+=" compromise dedicated licence saas stuck --phrases" ;;
        schedule) flags+=" now next mine show audit export override sync-groups --rotation --tz --at --since --until --person --chart --format --months --file --from --to --for" ;;
        journal) flags+=" show verify --since --pending --exit-code" ;;
        sync) flags+=" --exit-code" ;;
        prompt) flags+=" --format" ;;
        config) flags+=" show get path validate schema --origin" ;;
        init) flags+=" --pagerduty-token --zendesk-url --zendesk-email --zendesk-token --slack-token --bridge --service --schedule --channel --group --force" ;;
        auth) flags+=" check set --no-check --file --keyring" ;;
        doctor) flags+=" --smoke --write --shift" ;;
        api) flags+=" pagerduty zendesk slack -f --field --input --paginate" ;;
        schema) flags+=" list show next timeline report watch ack triage contact resolve followup bulk call start role break end note status fetch page escalate manager dev incident region overload handoff accept incoming close stuck card schedule now mine audit export override sync-groups journal verify sync prompt config get path validate schema init auth check set doctor api sandbox serve drill version error" ;;
        sandbox) flags+=" serve --scenario --tls exec scenario" ;;
        drill) flags+=" list show start --speed --exit-code report skip" ;;
        completion) flags+=" bash zsh fish" ;;
        help) flags+=" list show next timeline report watch ack triage contact resolve followup bulk call note status fetch page escalate overload handoff close stuck card schedule journal sync prompt config init auth doctor api schema sandbox drill completion version help exit-codes environment configuration scripting formatting time control-port templates exactly-once" ;;
    esac
    # The cases that this machine saw last, from the cache: nobody is asked. compgen would expand what is no plain id.
    if [[ " show next timeline ack triage contact resolve followup bulk call note status fetch page escalate overload handoff close stuck card sync " == *" $verb "* && $word != -* ]]; then
        while IFS=$'\t' read -r each _; do [[ $each == *[^A-Za-z0-9-]* ]] || flags+=" $each"; done < <("${COMP_WORDS[0]}" prompt -o tsv 2>/dev/null)
    fi
    mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$word")
}
complete -o default -F _emerg emerg
