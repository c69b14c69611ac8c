# bash completion of emerg; made by `emerg completion bash`
_emerg() {
    local word=${COMP_WORDS[COMP_CWORD]} verb="" each
    for each in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ $each != -* ]] && { verb=$each; break; }
    done
    local flags="-o --output --json -n --dry-run -y --yes --no-input -q --quiet -v --verbose --no-color -p --profile --config --timeout"
    case $verb in
        "") flags+=" list show ack contact resolve followup note handoff schedule journal sync config sandbox completion version help" ;;
        list) flags+=" --mine --unacked --due --exit-code" ;;
        ack) flags+=" --take" ;;
        contact) flags+=" -m --message -F --file -e --edit" ;;
        resolve) flags+=" --force --reason" ;;
        followup) flags+=" --due --exit-code -m --message -F --file -e --edit" ;;
        note) flags+=" --internal -m --message -F --file -e --edit" ;;
        handoff) flags+=" --to --problem --done --ruled-out --theory --not-tried --escalation --next --assumptions --customer-message --customer-file -m --message -F --file -e --edit" ;;
        schedule) flags+=" now next mine --rotation --tz" ;;
        journal) flags+=" show verify --since --pending --exit-code" ;;
        sync) flags+=" --exit-code" ;;
        config) flags+=" show get path --origin" ;;
        sandbox) flags+=" serve --scenario --tls exec" ;;
        completion) flags+=" bash zsh fish" ;;
        help) flags+=" list show ack contact resolve followup note handoff schedule journal sync config sandbox completion version help exit-codes environment configuration scripting time templates exactly-once" ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$word")
}
complete -o default -F _emerg emerg
