// The commands that change something, each with what has to have happened before.
import { fileURLToPath } from 'node:url';

const page = 'Q0EMERG0000001';

export const bo = {
    EMERG_USER_EMAIL: 'bo@example.com', EMERG_PAGERDUTY_EMAIL: 'bo@example.com', EMERG_ZENDESK_EMAIL: 'bo@example.com',
    EMERG_PAGERDUTY_TOKEN: 'pd-sandbox-token-0003', EMERG_ZENDESK_TOKEN: 'zendesk-sandbox-token-0003',
    EMERG_SLACK_TOKEN: 'xoxb-sandbox-token-0003',
};

const second = 'Q0EMERG0000002';

const acknowledge = ['ack', page];
const contact = ['contact', page, '--yes'];
const followup = ['followup', page, '--yes'];
const callStart = ['call', 'start', page];
const giveNotes = ['call', 'role', page, '--assign', 'notes', '--to', 'bo@example.com'];
const handoff = ['handoff', page, '--yes', '--problem', '502 for all', '--next', 'watch gitaly'];

const swap = ['schedule', 'override', 'swap', '--rotation', 'ceoc', '--at', '23h', '--to', 'bo@example.com', '--for', '31h', '--yes'];
const swapBack = [...swap.slice(0, 5), '--at', '31h', '--to', 'bo@example.com', '--for', '23h', '--yes'];
const giveNow = ['schedule', 'override', 'give', '--rotation', 'ceoc', '--at', '1m', '--to', 'bo@example.com', '--yes'];

const zoom = { EMERG_BRIDGE_LINK: '' };  // The sandbox's fixed link would win.

/**
 * `before`: the words of a command, or a span by which the services' clock moves. `variables`: settings of the scene.
 * `services`: those that it needs besides PagerDuty, Zendesk and Slack. `scenario`: the sandbox's, `base` unless it is said.
 */
export const scenes = [
    { name: 'ack', before: [], words: acknowledge },
    { name: 'take', before: ['held by bo'], words: ['ack', page, '--take'] },
    { name: 'contact', before: [acknowledge], words: contact },
    { name: 'contact-alone', before: [], words: contact },
    { name: 'further', before: [acknowledge, contact], words: ['contact', page, '--further', '--yes', '-m', 'Still on it; next message by {{next_time}}'] },
    { name: 'resolve', before: [acknowledge, contact], words: ['resolve', page] },
    { name: 'force', before: [], words: ['resolve', page, '--force', '--reason', 'a duplicate'] },
    { name: 'followup', before: [acknowledge, contact, '16m'], words: followup },
    { name: 'closing', before: [acknowledge, contact, '16m', followup, '16m'], words: followup },
    { name: 'note', before: [acknowledge], words: ['note', page, 'gitaly timings are really high'] },
    { name: 'internal', before: [acknowledge], words: ['note', page, '--internal', 'logs are in the ticket'] },
    {
        name: 'attach', before: [acknowledge],
        words: ['note', page, 'the licence', '--attach', fileURLToPath(new URL('../../LICENSE', import.meta.url))],
    },
    { name: 'status', before: [acknowledge], words: ['status', page, '-m', 'no news yet'] },
    { name: 'status-internal', before: [acknowledge], words: ['status', page, '--internal', '-m', 'no news yet'] },
    { name: 'status-exec', before: [acknowledge], words: ['status', page, '--executives', '-m', 'no news yet'], variables: { EMERG_ESCALATION_EXECUTIVES: '#support_leadership' } },
    { name: 'runbook', before: [], words: ['ack', page, '--runbook'], services: ['gitlab'] },
    { name: 'off-hours', before: [], words: ['contact', page, '--off-hours', '--yes'] },
    { name: 'ticks', before: [['ack', page, '--runbook']], words: ['contact', page, '--yes'], services: ['gitlab'] },
    { name: 'capture', before: [acknowledge, contact], words: ['note', page, '--capture'] },
    { name: 'joined', before: [acknowledge, contact], words: ['followup', page, '--joined'] },
    { name: 'takeover', before: [acknowledge], words: ['ack', page, '--takeover', 'frt'] },
    { name: 'zoom', before: [acknowledge], words: contact, variables: zoom, services: ['zoom'] },
    { name: 'hang-up', before: [acknowledge, contact, '16m', followup, '16m'], words: followup, variables: zoom, services: ['zoom'] },
    { name: 'bulk', before: [], words: ['bulk', '#400123', '--incident', 'incident-7', '--yes'] },
    { name: 'page', before: [acknowledge], words: ['page', 'manager', page, '-m', 'they ask for a manager', '--yes'] },
    { name: 'page-alone', before: [], words: ['page', 'bo@example.com', '-m', 'please join', '--yes'] },
    { name: 'manager', unasked: 'ZD-400123/page/manager/1', before: [acknowledge], words: ['escalate', 'manager', page, '-m', 'they want to roll back', '--yes'] },
    {
        name: 'silence', before: [acknowledge, ['escalate', 'manager', page, '-m', 'they want to roll back', '--yes'], '11m'],
        words: ['escalate', '--due', '--yes'],
    },
    { name: 'dev', before: [acknowledge], words: ['escalate', 'dev', page, '-m', 'gitaly', '--manager-agreed', '--yes'] },
    { name: 'region', before: [acknowledge], words: ['escalate', 'region', page, '-m', 'who can help', '--yes'] },
    {
        name: 'declared', before: [acknowledge],
        words: ['escalate', 'incident', page, '--link', 'https://incidents.example.com/12345', '--yes'],
    },
    {
        name: 'overload', scenario: 'overload', unasked: 'ZD-400124/page/manager/1', before: [],
        words: ['overload', second, '--ask-region', '--yes'],
    },
    { name: 'assist', scenario: 'overload', before: [['overload', second, '--yes']], words: ['overload', second, '--assist'] },
    { name: 'call-start', before: [acknowledge, contact], words: callStart },
    { name: 'call-break', before: [acknowledge, contact, callStart, '90m'], words: ['call', 'break', page, '--tell-customer', '--yes'] },
    { name: 'call-role', before: [acknowledge, callStart, giveNotes], words: ['call', 'role', page, '--assign', 'notes', '--to', 'francesca@example.com'] },
    { name: 'call-release', before: [acknowledge, callStart, giveNotes], words: ['call', 'role', page, '--release', 'bo@example.com'] },
    {
        name: 'call-end', namesNext: true, before: [acknowledge, contact, callStart],
        words: ['call', 'end', page, '--yes', '--done', 'a rollback', '--next', 'we watch it', '--internal', 'their admin is new'],
    },
    { name: 'handoff', before: [acknowledge, contact], words: handoff },
    { name: 'accept', before: [acknowledge, contact, handoff], words: ['handoff', 'accept', page, '--take'] },
    { name: 'triage', before: [acknowledge], words: ['triage', page, '--outcome', 'not', '--because', 'one user only'] },
    { name: 'close', before: [acknowledge, contact], words: ['close', page, '--yes', '--new-follow-up'] },
    { name: 'close-issue', before: [acknowledge, contact], words: ['close', page, '--yes', '--issue', 'retro'], services: ['gitlab'] },
    {
        name: 'close-late', before: [acknowledge, contact, ['close', page, '--yes'], '10m'],
        words: ['close', page, '--yes', '--new-follow-up'],
    },
    { name: 'take-shift', before: [], words: ['schedule', 'override', 'take', '--rotation', 'ceoc', '--at', '7h', '--yes'] },
    { name: 'swap', before: [], words: swap },
    { name: 'swap-again', before: [swap, swapBack], words: swap },
    { name: 'api', before: [acknowledge], words: ['api', 'zendesk', 'PUT', '/tickets/400123', '-f', 'ticket[priority]=high'] },
    { name: 'sync-groups', before: [giveNow], words: ['schedule', 'sync-groups'] },
    {
        name: 'merge', before: [acknowledge, contact, 'another ticket'],
        words: ['close', page, '--yes', '--not-resolved', '--merge-into', '#400124'],
    },
    { name: 'unresolved', before: [acknowledge, contact], words: ['close', page, '--yes', '--not-resolved'] },
];

async function holdAsBo(sandbox) {
    const answer = await fetch(`${sandbox.ready.pagerduty}/incidents/${page}`, {
        method: 'PUT',
        headers: { Authorization: `Token token=${bo.EMERG_PAGERDUTY_TOKEN}`, 'Content-Type': 'application/json', From: 'bo@example.com' },
        body: JSON.stringify({ incident: { type: 'incident_reference', status: 'acknowledged' } }),
    });
    if (!answer.ok) throw new Error(`bo cannot acknowledge: ${answer.status}`);
}

/** Of the same requester, and no emergency: #400124. */
async function anotherTicket(sandbox) {
    const basic = Buffer.from('ana@example.com/token:zendesk-sandbox-token-0001').toString('base64');
    const answer = await fetch(`${sandbox.ready.zendesk}/api/v2/tickets.json`, {
        method: 'POST',
        headers: { Authorization: `Basic ${basic}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ ticket: { subject: 'Slow since Monday', comment: { body: 'It is slow.' }, requester_id: 9101, organization_id: 8001, priority: 'normal' } }),
    });
    const made = await answer.json();
    if (made.ticket?.id !== 400124) throw new Error(`another ticket: ${answer.status}, #${made.ticket?.id}`);
}

/** Everything as new, and what comes before the scene has happened: once for each sandbox, then it is brought back. */
export async function prepare(sandbox, scene) {
    await sandbox.serve(scene.scenario ?? 'base');
    sandbox.variables = scene.variables ?? {};
    if (await sandbox.rollBack(scene.name)) return;
    await sandbox.reset();
    for (const step of scene.before) {
        if (Array.isArray(step)) {
            const { code, said } = await sandbox.run(step);
            if (code !== 0) throw new Error(`before ${scene.name}: ${step.join(' ')} ended with ${code}: ${said}`);
        } else if (step === 'another ticket') {
            await anotherTicket(sandbox);
        } else if (step === 'held by bo') {
            await holdAsBo(sandbox);
        } else {
            await sandbox.control('POST', '/clock', { advance: step });
        }
    }
    await sandbox.control('DELETE', '/requests');
    await sandbox.keep(scene.name);
}
