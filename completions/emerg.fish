# fish completion of emerg; made by `emerg completion fish`
complete -c emerg -f
complete -c emerg -s o
complete -c emerg -l output
complete -c emerg -l json
complete -c emerg -l jq
complete -c emerg -l template
complete -c emerg -s n
complete -c emerg -l dry-run
complete -c emerg -s y
complete -c emerg -l yes
complete -c emerg -l anyway
complete -c emerg -l again
complete -c emerg -l no-input
complete -c emerg -s q
complete -c emerg -l quiet
complete -c emerg -s v
complete -c emerg -l verbose
complete -c emerg -l full
complete -c emerg -l no-color
complete -c emerg -l hyperlink
complete -c emerg -l no-pager
complete -c emerg -s p
complete -c emerg -l profile
complete -c emerg -l config
complete -c emerg -l trace
complete -c emerg -l timeout
complete -c emerg -n __fish_use_subcommand -a list -d 'Open emergencies: age, stage, owner, customer, next deadline'
complete -c emerg -n '__fish_seen_subcommand_from list' -l mine
complete -c emerg -n '__fish_seen_subcommand_from list' -l unacked
complete -c emerg -n '__fish_seen_subcommand_from list' -l due
complete -c emerg -n '__fish_seen_subcommand_from list' -l exit-code
complete -c emerg -n __fish_use_subcommand -a show -d 'One case over all systems, with its clocks, links and next step'
complete -c emerg -n '__fish_seen_subcommand_from show' -s w
complete -c emerg -n '__fish_seen_subcommand_from show' -l web
complete -c emerg -n __fish_use_subcommand -a next -d 'Where a case stands, what comes next, by when, with which command'
complete -c emerg -n '__fish_seen_subcommand_from next' -l do
complete -c emerg -n '__fish_seen_subcommand_from next' -l exit-code
complete -c emerg -n __fish_use_subcommand -a timeline -d 'Everything that happened in a case, in order of time'
complete -c emerg -n '__fish_seen_subcommand_from timeline' -l format
complete -c emerg -n '__fish_seen_subcommand_from timeline' -l file
complete -c emerg -n __fish_use_subcommand -a report -d 'How long it took, and for whom: by week, region, rotation or case'
complete -c emerg -n '__fish_seen_subcommand_from report' -l since
complete -c emerg -n '__fish_seen_subcommand_from report' -l until
complete -c emerg -n '__fish_seen_subcommand_from report' -l by
complete -c emerg -n __fish_use_subcommand -a watch -d 'Tells what happens: a page, a customer\'s answer, a deadline, an owner, an end'
complete -c emerg -n '__fish_seen_subcommand_from watch' -l mine
complete -c emerg -n '__fish_seen_subcommand_from watch' -l once
complete -c emerg -n '__fish_seen_subcommand_from watch' -l count
complete -c emerg -n '__fish_seen_subcommand_from watch' -l every
complete -c emerg -n '__fish_seen_subcommand_from watch' -l requests
complete -c emerg -n '__fish_seen_subcommand_from watch' -l exec
complete -c emerg -n '__fish_seen_subcommand_from watch' -l notify
complete -c emerg -n __fish_use_subcommand -a ack -d 'Acknowledge the page, take the ticket, start the thread'
complete -c emerg -n '__fish_seen_subcommand_from ack' -l take
complete -c emerg -n '__fish_seen_subcommand_from ack' -l runbook
complete -c emerg -n '__fish_seen_subcommand_from ack' -l takeover
complete -c emerg -n __fish_use_subcommand -a triage -d 'Record whether it is an emergency, and what follows from that'
complete -c emerg -n '__fish_seen_subcommand_from triage' -l outcome
complete -c emerg -n '__fish_seen_subcommand_from triage' -l because
complete -c emerg -n '__fish_seen_subcommand_from triage' -l criterion
complete -c emerg -n '__fish_seen_subcommand_from triage' -l existing
complete -c emerg -n '__fish_seen_subcommand_from triage' -l other-requester
complete -c emerg -n '__fish_seen_subcommand_from triage' -s m
complete -c emerg -n '__fish_seen_subcommand_from triage' -l message
complete -c emerg -n '__fish_seen_subcommand_from triage' -s F
complete -c emerg -n '__fish_seen_subcommand_from triage' -l file
complete -c emerg -n '__fish_seen_subcommand_from triage' -s e
complete -c emerg -n '__fish_seen_subcommand_from triage' -l edit
complete -c emerg -n __fish_use_subcommand -a contact -d 'First public comment: we are on it, join the call, next message at a time'
complete -c emerg -n '__fish_seen_subcommand_from contact' -s m
complete -c emerg -n '__fish_seen_subcommand_from contact' -l message
complete -c emerg -n '__fish_seen_subcommand_from contact' -s F
complete -c emerg -n '__fish_seen_subcommand_from contact' -l file
complete -c emerg -n '__fish_seen_subcommand_from contact' -s e
complete -c emerg -n '__fish_seen_subcommand_from contact' -l edit
complete -c emerg -n '__fish_seen_subcommand_from contact' -l manager-agreed
complete -c emerg -n '__fish_seen_subcommand_from contact' -l further
complete -c emerg -n '__fish_seen_subcommand_from contact' -l no-bridge
complete -c emerg -n '__fish_seen_subcommand_from contact' -l off-hours
complete -c emerg -n __fish_use_subcommand -a resolve -d 'Resolve the page, once the customer has been contacted'
complete -c emerg -n '__fish_seen_subcommand_from resolve' -l force
complete -c emerg -n '__fish_seen_subcommand_from resolve' -l reason
complete -c emerg -n __fish_use_subcommand -a followup -d 'After silence: the four points, then the closing of the bridge'
complete -c emerg -n '__fish_seen_subcommand_from followup' -l due
complete -c emerg -n '__fish_seen_subcommand_from followup' -l wait
complete -c emerg -n '__fish_seen_subcommand_from followup' -l joined
complete -c emerg -n '__fish_seen_subcommand_from followup' -l exit-code
complete -c emerg -n '__fish_seen_subcommand_from followup' -s m
complete -c emerg -n '__fish_seen_subcommand_from followup' -l message
complete -c emerg -n '__fish_seen_subcommand_from followup' -s F
complete -c emerg -n '__fish_seen_subcommand_from followup' -l file
complete -c emerg -n '__fish_seen_subcommand_from followup' -s e
complete -c emerg -n '__fish_seen_subcommand_from followup' -l edit
complete -c emerg -n __fish_use_subcommand -a bulk -d 'The same answer to every ticket of one incident of ours'
complete -c emerg -n '__fish_seen_subcommand_from bulk' -l incident
complete -c emerg -n '__fish_seen_subcommand_from bulk' -l issue
complete -c emerg -n '__fish_seen_subcommand_from bulk' -l status-page
complete -c emerg -n '__fish_seen_subcommand_from bulk' -l since
complete -c emerg -n '__fish_seen_subcommand_from bulk' -s m
complete -c emerg -n '__fish_seen_subcommand_from bulk' -l message
complete -c emerg -n '__fish_seen_subcommand_from bulk' -s F
complete -c emerg -n '__fish_seen_subcommand_from bulk' -l file
complete -c emerg -n '__fish_seen_subcommand_from bulk' -s e
complete -c emerg -n '__fish_seen_subcommand_from bulk' -l edit
complete -c emerg -n __fish_use_subcommand -a call -d 'The call with the customer: its start, its breaks, the notes after it'
complete -c emerg -n '__fish_seen_subcommand_from call' -a start
complete -c emerg -n '__fish_seen_subcommand_from call' -a role
complete -c emerg -n '__fish_seen_subcommand_from call' -a break
complete -c emerg -n '__fish_seen_subcommand_from call' -a end
complete -c emerg -n '__fish_seen_subcommand_from call' -l alone
complete -c emerg -n '__fish_seen_subcommand_from call' -l assign
complete -c emerg -n '__fish_seen_subcommand_from call' -l to
complete -c emerg -n '__fish_seen_subcommand_from call' -l release
complete -c emerg -n '__fish_seen_subcommand_from call' -l rejoin
complete -c emerg -n '__fish_seen_subcommand_from call' -l tell-customer
complete -c emerg -n '__fish_seen_subcommand_from call' -l done
complete -c emerg -n '__fish_seen_subcommand_from call' -l next
complete -c emerg -n '__fish_seen_subcommand_from call' -l macro
complete -c emerg -n '__fish_seen_subcommand_from call' -l internal
complete -c emerg -n '__fish_seen_subcommand_from call' -s m
complete -c emerg -n '__fish_seen_subcommand_from call' -l message
complete -c emerg -n '__fish_seen_subcommand_from call' -s F
complete -c emerg -n '__fish_seen_subcommand_from call' -l file
complete -c emerg -n '__fish_seen_subcommand_from call' -s e
complete -c emerg -n '__fish_seen_subcommand_from call' -l edit
complete -c emerg -n __fish_use_subcommand -a note -d 'A note to the thread, or into the ticket'
complete -c emerg -n '__fish_seen_subcommand_from note' -l internal
complete -c emerg -n '__fish_seen_subcommand_from note' -l capture
complete -c emerg -n '__fish_seen_subcommand_from note' -l attach
complete -c emerg -n '__fish_seen_subcommand_from note' -l customer-knows
complete -c emerg -n '__fish_seen_subcommand_from note' -l only-if
complete -c emerg -n '__fish_seen_subcommand_from note' -s m
complete -c emerg -n '__fish_seen_subcommand_from note' -l message
complete -c emerg -n '__fish_seen_subcommand_from note' -s F
complete -c emerg -n '__fish_seen_subcommand_from note' -l file
complete -c emerg -n '__fish_seen_subcommand_from note' -s e
complete -c emerg -n '__fish_seen_subcommand_from note' -l edit
complete -c emerg -n __fish_use_subcommand -a status -d 'How it stands, in a fixed shape: impact, done, next, and when the next update comes'
complete -c emerg -n '__fish_seen_subcommand_from status' -l impact
complete -c emerg -n '__fish_seen_subcommand_from status' -l done
complete -c emerg -n '__fish_seen_subcommand_from status' -l next
complete -c emerg -n '__fish_seen_subcommand_from status' -l by
complete -c emerg -n '__fish_seen_subcommand_from status' -l internal
complete -c emerg -n '__fish_seen_subcommand_from status' -l executives
complete -c emerg -n '__fish_seen_subcommand_from status' -s m
complete -c emerg -n '__fish_seen_subcommand_from status' -l message
complete -c emerg -n '__fish_seen_subcommand_from status' -s F
complete -c emerg -n '__fish_seen_subcommand_from status' -l file
complete -c emerg -n '__fish_seen_subcommand_from status' -s e
complete -c emerg -n '__fish_seen_subcommand_from status' -l edit
complete -c emerg -n __fish_use_subcommand -a fetch -d 'The ticket\'s attachments onto this disk, for your eyes only'
complete -c emerg -n '__fish_seen_subcommand_from fetch' -l into
complete -c emerg -n '__fish_seen_subcommand_from fetch' -l clean
complete -c emerg -n __fish_use_subcommand -a page -d 'Page a person, or whoever holds a role, by hand'
complete -c emerg -n '__fish_seen_subcommand_from page' -l title
complete -c emerg -n '__fish_seen_subcommand_from page' -l since
complete -c emerg -n '__fish_seen_subcommand_from page' -s m
complete -c emerg -n '__fish_seen_subcommand_from page' -l message
complete -c emerg -n '__fish_seen_subcommand_from page' -s F
complete -c emerg -n '__fish_seen_subcommand_from page' -l file
complete -c emerg -n '__fish_seen_subcommand_from page' -s e
complete -c emerg -n '__fish_seen_subcommand_from page' -l edit
complete -c emerg -n __fish_use_subcommand -a escalate -d 'Ask the manager, developers or a region for help; declare an incident'
complete -c emerg -n '__fish_seen_subcommand_from escalate' -a manager
complete -c emerg -n '__fish_seen_subcommand_from escalate' -a dev
complete -c emerg -n '__fish_seen_subcommand_from escalate' -a incident
complete -c emerg -n '__fish_seen_subcommand_from escalate' -a region
complete -c emerg -n '__fish_seen_subcommand_from escalate' -l now
complete -c emerg -n '__fish_seen_subcommand_from escalate' -l watch
complete -c emerg -n '__fish_seen_subcommand_from escalate' -l due
complete -c emerg -n '__fish_seen_subcommand_from escalate' -l exit-code
complete -c emerg -n '__fish_seen_subcommand_from escalate' -l manager-agreed
complete -c emerg -n '__fish_seen_subcommand_from escalate' -l region
complete -c emerg -n '__fish_seen_subcommand_from escalate' -l name
complete -c emerg -n '__fish_seen_subcommand_from escalate' -l type
complete -c emerg -n '__fish_seen_subcommand_from escalate' -l severity
complete -c emerg -n '__fish_seen_subcommand_from escalate' -l link
complete -c emerg -n '__fish_seen_subcommand_from escalate' -s m
complete -c emerg -n '__fish_seen_subcommand_from escalate' -l message
complete -c emerg -n '__fish_seen_subcommand_from escalate' -s F
complete -c emerg -n '__fish_seen_subcommand_from escalate' -l file
complete -c emerg -n '__fish_seen_subcommand_from escalate' -s e
complete -c emerg -n '__fish_seen_subcommand_from escalate' -l edit
complete -c emerg -n __fish_use_subcommand -a overload -d 'A second emergency at once: tell the manager on call'
complete -c emerg -n '__fish_seen_subcommand_from overload' -l while
complete -c emerg -n '__fish_seen_subcommand_from overload' -l assist
complete -c emerg -n '__fish_seen_subcommand_from overload' -l ask-region
complete -c emerg -n '__fish_seen_subcommand_from overload' -l region
complete -c emerg -n '__fish_seen_subcommand_from overload' -l now
complete -c emerg -n '__fish_seen_subcommand_from overload' -l watch
complete -c emerg -n __fish_use_subcommand -a handoff -d 'Brief the next engineer, tell the customer, reassign'
complete -c emerg -n '__fish_seen_subcommand_from handoff' -a accept
complete -c emerg -n '__fish_seen_subcommand_from handoff' -a incoming
complete -c emerg -n '__fish_seen_subcommand_from handoff' -l wait
complete -c emerg -n '__fish_seen_subcommand_from handoff' -l take
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
complete -c emerg -n __fish_use_subcommand -a close -d 'End the emergency: solve the ticket, go on in another'
complete -c emerg -n '__fish_seen_subcommand_from close' -l follow-up
complete -c emerg -n '__fish_seen_subcommand_from close' -l new-follow-up
complete -c emerg -n '__fish_seen_subcommand_from close' -l no-follow-up
complete -c emerg -n '__fish_seen_subcommand_from close' -l not-resolved
complete -c emerg -n '__fish_seen_subcommand_from close' -l because
complete -c emerg -n '__fish_seen_subcommand_from close' -l merge-into
complete -c emerg -n '__fish_seen_subcommand_from close' -l other-requester
complete -c emerg -n '__fish_seen_subcommand_from close' -l issue
complete -c emerg -n '__fish_seen_subcommand_from close' -s m
complete -c emerg -n '__fish_seen_subcommand_from close' -l message
complete -c emerg -n '__fish_seen_subcommand_from close' -s F
complete -c emerg -n '__fish_seen_subcommand_from close' -l file
complete -c emerg -n '__fish_seen_subcommand_from close' -s e
complete -c emerg -n '__fish_seen_subcommand_from close' -l edit
complete -c emerg -n __fish_use_subcommand -a stuck -d 'What you can do, whom you can bring, what you can say'
complete -c emerg -n '__fish_seen_subcommand_from stuck' -l phrases
complete -c emerg -n __fish_use_subcommand -a card -d 'A card for one kind of trouble: saas, licence, compromise, dedicated'
complete -c emerg -n '__fish_seen_subcommand_from card' -a compromise
complete -c emerg -n '__fish_seen_subcommand_from card' -a dedicated
complete -c emerg -n '__fish_seen_subcommand_from card' -a licence
complete -c emerg -n '__fish_seen_subcommand_from card' -a saas
complete -c emerg -n '__fish_seen_subcommand_from card' -a stuck
complete -c emerg -n '__fish_seen_subcommand_from card' -l phrases
complete -c emerg -n __fish_use_subcommand -a schedule -d 'Who is on call now, who is next, when am I'
complete -c emerg -n '__fish_seen_subcommand_from schedule' -a now
complete -c emerg -n '__fish_seen_subcommand_from schedule' -a next
complete -c emerg -n '__fish_seen_subcommand_from schedule' -a mine
complete -c emerg -n '__fish_seen_subcommand_from schedule' -a show
complete -c emerg -n '__fish_seen_subcommand_from schedule' -a audit
complete -c emerg -n '__fish_seen_subcommand_from schedule' -a export
complete -c emerg -n '__fish_seen_subcommand_from schedule' -a override
complete -c emerg -n '__fish_seen_subcommand_from schedule' -a sync-groups
complete -c emerg -n '__fish_seen_subcommand_from schedule' -l rotation
complete -c emerg -n '__fish_seen_subcommand_from schedule' -l tz
complete -c emerg -n '__fish_seen_subcommand_from schedule' -l at
complete -c emerg -n '__fish_seen_subcommand_from schedule' -l since
complete -c emerg -n '__fish_seen_subcommand_from schedule' -l until
complete -c emerg -n '__fish_seen_subcommand_from schedule' -l person
complete -c emerg -n '__fish_seen_subcommand_from schedule' -l chart
complete -c emerg -n '__fish_seen_subcommand_from schedule' -l format
complete -c emerg -n '__fish_seen_subcommand_from schedule' -l months
complete -c emerg -n '__fish_seen_subcommand_from schedule' -l file
complete -c emerg -n '__fish_seen_subcommand_from schedule' -l from
complete -c emerg -n '__fish_seen_subcommand_from schedule' -l to
complete -c emerg -n '__fish_seen_subcommand_from schedule' -l for
complete -c emerg -n __fish_use_subcommand -a journal -d 'What this machine sent: when, by whom, with which proof'
complete -c emerg -n '__fish_seen_subcommand_from journal' -a show
complete -c emerg -n '__fish_seen_subcommand_from journal' -a verify
complete -c emerg -n '__fish_seen_subcommand_from journal' -l since
complete -c emerg -n '__fish_seen_subcommand_from journal' -l pending
complete -c emerg -n '__fish_seen_subcommand_from journal' -l exit-code
complete -c emerg -n __fish_use_subcommand -a sync -d 'Finish what a fault cut off'
complete -c emerg -n '__fish_seen_subcommand_from sync' -l exit-code
complete -c emerg -n __fish_use_subcommand -a prompt -d 'One line for the shell\'s prompt or tmux: my most urgent case'
complete -c emerg -n '__fish_seen_subcommand_from prompt' -l format
complete -c emerg -n __fish_use_subcommand -a config -d 'The settings in force, and where each comes from'
complete -c emerg -n '__fish_seen_subcommand_from config' -a show
complete -c emerg -n '__fish_seen_subcommand_from config' -a get
complete -c emerg -n '__fish_seen_subcommand_from config' -a path
complete -c emerg -n '__fish_seen_subcommand_from config' -a validate
complete -c emerg -n '__fish_seen_subcommand_from config' -a schema
complete -c emerg -n '__fish_seen_subcommand_from config' -l origin
complete -c emerg -n __fish_use_subcommand -a init -d 'Make a configuration: ids are found by name'
complete -c emerg -n '__fish_seen_subcommand_from init' -l pagerduty-token
complete -c emerg -n '__fish_seen_subcommand_from init' -l zendesk-url
complete -c emerg -n '__fish_seen_subcommand_from init' -l zendesk-email
complete -c emerg -n '__fish_seen_subcommand_from init' -l zendesk-token
complete -c emerg -n '__fish_seen_subcommand_from init' -l slack-token
complete -c emerg -n '__fish_seen_subcommand_from init' -l bridge
complete -c emerg -n '__fish_seen_subcommand_from init' -l service
complete -c emerg -n '__fish_seen_subcommand_from init' -l schedule
complete -c emerg -n '__fish_seen_subcommand_from init' -l channel
complete -c emerg -n '__fish_seen_subcommand_from init' -l group
complete -c emerg -n '__fish_seen_subcommand_from init' -l force
complete -c emerg -n __fish_use_subcommand -a auth -d 'Where each token comes from, whose it is, what it may do; keep a new one'
complete -c emerg -n '__fish_seen_subcommand_from auth' -a check
complete -c emerg -n '__fish_seen_subcommand_from auth' -a set
complete -c emerg -n '__fish_seen_subcommand_from auth' -l no-check
complete -c emerg -n '__fish_seen_subcommand_from auth' -l file
complete -c emerg -n '__fish_seen_subcommand_from auth' -l keyring
complete -c emerg -n __fish_use_subcommand -a doctor -d 'Is everything set up: reach, tokens, scopes, channels, schedules, texts'
complete -c emerg -n '__fish_seen_subcommand_from doctor' -l smoke
complete -c emerg -n '__fish_seen_subcommand_from doctor' -l write
complete -c emerg -n '__fish_seen_subcommand_from doctor' -l shift
complete -c emerg -n __fish_use_subcommand -a api -d 'A call of your own to PagerDuty, Zendesk or Slack'
complete -c emerg -n '__fish_seen_subcommand_from api' -a pagerduty
complete -c emerg -n '__fish_seen_subcommand_from api' -a zendesk
complete -c emerg -n '__fish_seen_subcommand_from api' -a slack
complete -c emerg -n '__fish_seen_subcommand_from api' -s f
complete -c emerg -n '__fish_seen_subcommand_from api' -l field
complete -c emerg -n '__fish_seen_subcommand_from api' -l input
complete -c emerg -n '__fish_seen_subcommand_from api' -l paginate
complete -c emerg -n __fish_use_subcommand -a schema -d 'The JSON Schema of what a command prints with --json'
complete -c emerg -n '__fish_seen_subcommand_from schema' -a list
complete -c emerg -n '__fish_seen_subcommand_from schema' -a show
complete -c emerg -n '__fish_seen_subcommand_from schema' -a next
complete -c emerg -n '__fish_seen_subcommand_from schema' -a timeline
complete -c emerg -n '__fish_seen_subcommand_from schema' -a report
complete -c emerg -n '__fish_seen_subcommand_from schema' -a watch
complete -c emerg -n '__fish_seen_subcommand_from schema' -a ack
complete -c emerg -n '__fish_seen_subcommand_from schema' -a triage
complete -c emerg -n '__fish_seen_subcommand_from schema' -a contact
complete -c emerg -n '__fish_seen_subcommand_from schema' -a resolve
complete -c emerg -n '__fish_seen_subcommand_from schema' -a followup
complete -c emerg -n '__fish_seen_subcommand_from schema' -a bulk
complete -c emerg -n '__fish_seen_subcommand_from schema' -a call
complete -c emerg -n '__fish_seen_subcommand_from schema' -a start
complete -c emerg -n '__fish_seen_subcommand_from schema' -a role
complete -c emerg -n '__fish_seen_subcommand_from schema' -a break
complete -c emerg -n '__fish_seen_subcommand_from schema' -a end
complete -c emerg -n '__fish_seen_subcommand_from schema' -a note
complete -c emerg -n '__fish_seen_subcommand_from schema' -a status
complete -c emerg -n '__fish_seen_subcommand_from schema' -a fetch
complete -c emerg -n '__fish_seen_subcommand_from schema' -a page
complete -c emerg -n '__fish_seen_subcommand_from schema' -a escalate
complete -c emerg -n '__fish_seen_subcommand_from schema' -a manager
complete -c emerg -n '__fish_seen_subcommand_from schema' -a dev
complete -c emerg -n '__fish_seen_subcommand_from schema' -a incident
complete -c emerg -n '__fish_seen_subcommand_from schema' -a region
complete -c emerg -n '__fish_seen_subcommand_from schema' -a overload
complete -c emerg -n '__fish_seen_subcommand_from schema' -a handoff
complete -c emerg -n '__fish_seen_subcommand_from schema' -a accept
complete -c emerg -n '__fish_seen_subcommand_from schema' -a incoming
complete -c emerg -n '__fish_seen_subcommand_from schema' -a close
complete -c emerg -n '__fish_seen_subcommand_from schema' -a stuck
complete -c emerg -n '__fish_seen_subcommand_from schema' -a card
complete -c emerg -n '__fish_seen_subcommand_from schema' -a schedule
complete -c emerg -n '__fish_seen_subcommand_from schema' -a now
complete -c emerg -n '__fish_seen_subcommand_from schema' -a mine
complete -c emerg -n '__fish_seen_subcommand_from schema' -a audit
complete -c emerg -n '__fish_seen_subcommand_from schema' -a export
complete -c emerg -n '__fish_seen_subcommand_from schema' -a override
complete -c emerg -n '__fish_seen_subcommand_from schema' -a sync-groups
complete -c emerg -n '__fish_seen_subcommand_from schema' -a journal
complete -c emerg -n '__fish_seen_subcommand_from schema' -a verify
complete -c emerg -n '__fish_seen_subcommand_from schema' -a sync
complete -c emerg -n '__fish_seen_subcommand_from schema' -a prompt
complete -c emerg -n '__fish_seen_subcommand_from schema' -a config
complete -c emerg -n '__fish_seen_subcommand_from schema' -a get
complete -c emerg -n '__fish_seen_subcommand_from schema' -a path
complete -c emerg -n '__fish_seen_subcommand_from schema' -a validate
complete -c emerg -n '__fish_seen_subcommand_from schema' -a schema
complete -c emerg -n '__fish_seen_subcommand_from schema' -a init
complete -c emerg -n '__fish_seen_subcommand_from schema' -a auth
complete -c emerg -n '__fish_seen_subcommand_from schema' -a check
complete -c emerg -n '__fish_seen_subcommand_from schema' -a set
complete -c emerg -n '__fish_seen_subcommand_from schema' -a doctor
complete -c emerg -n '__fish_seen_subcommand_from schema' -a api
complete -c emerg -n '__fish_seen_subcommand_from schema' -a sandbox
complete -c emerg -n '__fish_seen_subcommand_from schema' -a serve
complete -c emerg -n '__fish_seen_subcommand_from schema' -a drill
complete -c emerg -n '__fish_seen_subcommand_from schema' -a version
complete -c emerg -n '__fish_seen_subcommand_from schema' -a error
complete -c emerg -n __fish_use_subcommand -a sandbox -d 'Local fakes of the three services, to try and to test'
complete -c emerg -n '__fish_seen_subcommand_from sandbox' -a serve
complete -c emerg -n '__fish_seen_subcommand_from sandbox' -l scenario
complete -c emerg -n '__fish_seen_subcommand_from sandbox' -l tls
complete -c emerg -n '__fish_seen_subcommand_from sandbox' -a exec
complete -c emerg -n '__fish_seen_subcommand_from sandbox' -a scenario
complete -c emerg -n __fish_use_subcommand -a drill -d 'An emergency to train on: customer and colleagues act, then a debriefing'
complete -c emerg -n '__fish_seen_subcommand_from drill' -a list
complete -c emerg -n '__fish_seen_subcommand_from drill' -a show
complete -c emerg -n '__fish_seen_subcommand_from drill' -a start
complete -c emerg -n '__fish_seen_subcommand_from drill' -l speed
complete -c emerg -n '__fish_seen_subcommand_from drill' -l exit-code
complete -c emerg -n '__fish_seen_subcommand_from drill' -a report
complete -c emerg -n '__fish_seen_subcommand_from drill' -a skip
complete -c emerg -n __fish_use_subcommand -a completion -d 'The completion script of a shell'
complete -c emerg -n '__fish_seen_subcommand_from completion' -a bash
complete -c emerg -n '__fish_seen_subcommand_from completion' -a zsh
complete -c emerg -n '__fish_seen_subcommand_from completion' -a fish
complete -c emerg -n __fish_use_subcommand -a version -d 'The version'
complete -c emerg -n __fish_use_subcommand -a help -d 'Help on a command or topic'
complete -c emerg -n '__fish_seen_subcommand_from help' -l scdoc
# The cases that this machine saw last, from the cache: nobody is asked.
complete -c emerg -n '__fish_seen_subcommand_from show next timeline ack triage contact resolve followup bulk call note status fetch page escalate overload handoff close stuck card sync' -a '(emerg prompt -o tsv 2>/dev/null | cut -f1,4)'
