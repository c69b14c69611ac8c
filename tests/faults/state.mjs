// What the services hold, without what differs from run to run: ids, moments, the order of what is independent.

function incident(each) {
    return {
        key: each.incident_key, title: each.title, status: each.status, conference: withoutPlaces(each.conference_bridge?.conference_url),
        acknowledged: (each.acknowledgements ?? []).map((one) => one.acknowledger.summary).sort(),
        assigned: (each.assignments ?? []).map((one) => one.assignee.summary).sort(),
        notes: each.notes.map((note) => note.content),
    };
}

/** Links hold a sandbox's ports, messages' moments and meetings' numbers; a captured thread says to the second when it was written. */
function withoutPlaces(text = '') {
    return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'moment').replace(/\/j\/8\d{10}\?pwd=\d+/g, '/j/…').replace(/127\.0\.0\.1:\d+/g, '127.0.0.1').replace(/\/p\d{16}/g, '/p…').replace(/thread_ts=[0-9.]+/g, 'thread_ts=…');
}

function ticket(each) {
    return {
        id: each.id, status: each.status, priority: each.priority, assignee: each.assignee_id,
        // The tag of a promised update tells a time, which is another one in each run.
        tags: [...each.tags].filter((tag) => !tag.includes('_claim_') && !tag.startsWith('emerg_update_')).sort(),
        comments: each.comments.map((one) => ({ public: one.public, by: one.author_id, body: withoutPlaces(one.body) }))
            .sort((one, other) => (one.body < other.body ? -1 : 1)),
    };
}

function channel(each) {
    const own = each.messages.filter((message) => message.subtype === undefined);
    const texts = (messages) => messages.map((message) => withoutPlaces(message.text)).sort();
    return {
        name: each.name,
        roots: texts(own.filter((message) => (message.thread_ts ?? message.ts) === message.ts)),
        replies: texts(own.filter((message) => (message.thread_ts ?? message.ts) !== message.ts)),
    };
}

const hour = 3600_000;

/** Shifts count from the hour at which the sandbox was made, two minutes after its page. */
function overrides(schedule, page) {
    const hours = (moment) => Math.round((Date.parse(moment) - Math.floor((Date.parse(page.created_at) + 120_000) / hour) * hour) / hour);
    return schedule.overrides.map((each) => `${schedule.id} ${each.user.summary} from ${hours(each.start)} to ${hours(each.end)} h`).sort();
}

export function projection(state) {
    return {
        incidents: state.pagerduty.incidents.map(incident),
        tickets: state.zendesk.tickets.map(ticket),
        channels: state.slack.channels.map(channel).filter((each) => each.roots.length + each.replies.length > 0),
        overrides: state.pagerduty.schedules.flatMap((each) => overrides(each, state.pagerduty.incidents[0])),
        groups: state.slack.usergroups.map((each) => `${each.handle}: ${[...each.users].sort()}`),
        meetings: state.zoom.meetings.map((each) => each.topic),
        runbooks: state.gitlab.issues.map((each) => ({ title: each.title, text: withoutPlaces(each.description) })),
    };
}

function twice(kind, texts) {
    return texts.filter((text, at) => texts.indexOf(text) !== at).map((text) => `twice, ${kind}: ${text.slice(0, 80)}`);
}

/** What must not be at any moment: an effect twice, or a text on the wrong side of the wall. */
export function wrongs(now, clean) {
    const comments = (of) => of.tickets.flatMap((each) => each.comments);
    const publics = comments(clean).filter((each) => each.public).map((each) => each.body);
    const internals = comments(clean).filter((each) => !each.public).map((each) => each.body);
    return [
        ...twice('comment', comments(now).map((each) => each.body)),
        ...twice('note on the page', now.incidents.flatMap((each) => each.notes)),
        ...twice('page', now.incidents.map((each) => each.key)),
        ...twice('override', now.overrides),
        ...twice('meeting', now.meetings),
        ...twice('runbook', now.runbooks.map((each) => each.title)),
        ...twice('root', now.channels.flatMap((each) => each.roots)),
        ...twice('reply', now.channels.flatMap((each) => each.replies)),
        ...comments(now).filter((each) => (each.public ? internals : publics).includes(each.body))
            .map((each) => `${each.public ? 'public' : 'internal'} instead of the other: ${each.body.slice(0, 80)}`),
    ];
}

/** The first place where two values differ, as text; undefined if they do not. */
export function difference(now, clean, place = '') {
    if (JSON.stringify(now) === JSON.stringify(clean)) return undefined;
    if (typeof now === 'object' && typeof clean === 'object' && now !== null && clean !== null) {
        for (const key of new Set([...Object.keys(now), ...Object.keys(clean)])) {
            const found = difference(now[key], clean[key], `${place}/${key}`);
            if (found !== undefined) return found;
        }
    }
    return `${place}: ${JSON.stringify(now)} instead of ${JSON.stringify(clean)}`;
}
