# fish completion of emerg; made by `emerg completion fish`
complete -c emerg -f
complete -c emerg -s o
complete -c emerg -l output
complete -c emerg -l json
complete -c emerg -s n
complete -c emerg -l dry-run
complete -c emerg -s y
complete -c emerg -l yes
complete -c emerg -l no-input
complete -c emerg -s q
complete -c emerg -l quiet
complete -c emerg -s v
complete -c emerg -l verbose
complete -c emerg -l no-color
complete -c emerg -s p
complete -c emerg -l profile
complete -c emerg -l config
complete -c emerg -l timeout
complete -c emerg -n __fish_use_subcommand -a list -d 'Open emergencies: age, stage, owner, customer, next deadline'
complete -c emerg -n '__fish_seen_subcommand_from list' -l mine
complete -c emerg -n '__fish_seen_subcommand_from list' -l unacked
complete -c emerg -n '__fish_seen_subcommand_from list' -l due
complete -c emerg -n '__fish_seen_subcommand_from list' -l exit-code
complete -c emerg -n __fish_use_subcommand -a show -d 'One case over all systems, with its clocks, links and next step'
complete -c emerg -n __fish_use_subcommand -a ack -d 'Acknowledge the page, take the ticket, start the thread'
complete -c emerg -n '__fish_seen_subcommand_from ack' -l take
complete -c emerg -n __fish_use_subcommand -a contact -d 'First public comment: we are on it, join the call, next message at a time'
complete -c emerg -n '__fish_seen_subcommand_from contact' -s m
complete -c emerg -n '__fish_seen_subcommand_from contact' -l message
complete -c emerg -n '__fish_seen_subcommand_from contact' -s F
complete -c emerg -n '__fish_seen_subcommand_from contact' -l file
complete -c emerg -n '__fish_seen_subcommand_from contact' -s e
complete -c emerg -n '__fish_seen_subcommand_from contact' -l edit
complete -c emerg -n __fish_use_subcommand -a resolve -d 'Resolve the page, once the customer has been contacted'
complete -c emerg -n '__fish_seen_subcommand_from resolve' -l force
complete -c emerg -n '__fish_seen_subcommand_from resolve' -l reason
complete -c emerg -n __fish_use_subcommand -a followup -d 'After silence: the four points, then the closing of the bridge'
complete -c emerg -n '__fish_seen_subcommand_from followup' -l due
complete -c emerg -n '__fish_seen_subcommand_from followup' -l exit-code
complete -c emerg -n '__fish_seen_subcommand_from followup' -s m
complete -c emerg -n '__fish_seen_subcommand_from followup' -l message
complete -c emerg -n '__fish_seen_subcommand_from followup' -s F
complete -c emerg -n '__fish_seen_subcommand_from followup' -l file
complete -c emerg -n '__fish_seen_subcommand_from followup' -s e
complete -c emerg -n '__fish_seen_subcommand_from followup' -l edit
complete -c emerg -n __fish_use_subcommand -a note -d 'A note to the thread, or into the ticket'
complete -c emerg -n '__fish_seen_subcommand_from note' -l internal
complete -c emerg -n '__fish_seen_subcommand_from note' -s m
complete -c emerg -n '__fish_seen_subcommand_from note' -l message
complete -c emerg -n '__fish_seen_subcommand_from note' -s F
complete -c emerg -n '__fish_seen_subcommand_from note' -l file
complete -c emerg -n '__fish_seen_subcommand_from note' -s e
complete -c emerg -n '__fish_seen_subcommand_from note' -l edit
complete -c emerg -n __fish_use_subcommand -a handoff -d 'Brief the next engineer, tell the customer, reassign'
complete -c emerg -n '__fish_seen_subcommand_from handoff' -l to
complete -c emerg -n '__fish_seen_subcommand_from handoff' -l problem
complete -c emerg -n '__fish_seen_subcommand_from handoff' -l done
complete -c emerg -n '__fish_seen_subcommand_from handoff' -l ruled-out
complete -c emerg -n '__fish_seen_subcommand_from handoff' -l theory
complete -c emerg -n '__fish_seen_subcommand_from handoff' -l not-tried
complete -c emerg -n '__fish_seen_subcommand_from handoff' -l escalation
complete -c emerg -n '__fish_seen_subcommand_from handoff' -l next
complete -c emerg -n '__fish_seen_subcommand_from handoff' -l assumptions
complete -c emerg -n '__fish_seen_subcommand_from handoff' -l customer-message
complete -c emerg -n '__fish_seen_subcommand_from handoff' -l customer-file
complete -c emerg -n '__fish_seen_subcommand_from handoff' -s m
complete -c emerg -n '__fish_seen_subcommand_from handoff' -l message
complete -c emerg -n '__fish_seen_subcommand_from handoff' -s F
complete -c emerg -n '__fish_seen_subcommand_from handoff' -l file
complete -c emerg -n '__fish_seen_subcommand_from handoff' -s e
complete -c emerg -n '__fish_seen_subcommand_from handoff' -l edit
complete -c emerg -n __fish_use_subcommand -a schedule -d 'Who is on call now, who is next, when am I'
complete -c emerg -n '__fish_seen_subcommand_from schedule' -a now
complete -c emerg -n '__fish_seen_subcommand_from schedule' -a next
complete -c emerg -n '__fish_seen_subcommand_from schedule' -a mine
complete -c emerg -n '__fish_seen_subcommand_from schedule' -l rotation
complete -c emerg -n '__fish_seen_subcommand_from schedule' -l tz
complete -c emerg -n __fish_use_subcommand -a journal -d 'What this machine sent: when, by whom, with which proof'
complete -c emerg -n '__fish_seen_subcommand_from journal' -a show
complete -c emerg -n '__fish_seen_subcommand_from journal' -a verify
complete -c emerg -n '__fish_seen_subcommand_from journal' -l since
complete -c emerg -n '__fish_seen_subcommand_from journal' -l pending
complete -c emerg -n '__fish_seen_subcommand_from journal' -l exit-code
complete -c emerg -n __fish_use_subcommand -a sync -d 'Finish what a fault cut off'
complete -c emerg -n '__fish_seen_subcommand_from sync' -l exit-code
complete -c emerg -n __fish_use_subcommand -a config -d 'The settings in force, and where each comes from'
complete -c emerg -n '__fish_seen_subcommand_from config' -a show
complete -c emerg -n '__fish_seen_subcommand_from config' -a get
complete -c emerg -n '__fish_seen_subcommand_from config' -a path
complete -c emerg -n '__fish_seen_subcommand_from config' -l origin
complete -c emerg -n __fish_use_subcommand -a sandbox -d 'Local fakes of the three services, to try and to test'
complete -c emerg -n '__fish_seen_subcommand_from sandbox' -a serve
complete -c emerg -n '__fish_seen_subcommand_from sandbox' -l scenario
complete -c emerg -n '__fish_seen_subcommand_from sandbox' -l tls
complete -c emerg -n '__fish_seen_subcommand_from sandbox' -a exec
complete -c emerg -n __fish_use_subcommand -a completion -d 'The completion script of a shell'
complete -c emerg -n '__fish_seen_subcommand_from completion' -a bash
complete -c emerg -n '__fish_seen_subcommand_from completion' -a zsh
complete -c emerg -n '__fish_seen_subcommand_from completion' -a fish
complete -c emerg -n __fish_use_subcommand -a version -d 'The version'
complete -c emerg -n __fish_use_subcommand -a help -d 'Help on a command or topic'
complete -c emerg -n '__fish_seen_subcommand_from help' -l scdoc
