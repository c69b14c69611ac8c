// The commands that change something, each with what has to have happened before.
const page = 'Q0EMERG0000001';

export const bo = {
    EMERG_USER_EMAIL: 'bo@example.com', EMERG_PAGERDUTY_EMAIL: 'bo@example.com', EMERG_ZENDESK_EMAIL: 'bo@example.com',
    EMERG_PAGERDUTY_TOKEN: 'pd-sandbox-token-0003', EMERG_ZENDESK_TOKEN: 'zendesk-sandbox-token-0003',
    EMERG_SLACK_TOKEN: 'xoxb-sandbox-token-0003',
};

const acknowledge = ['ack', page];
const contact = ['contact', page, '--yes'];
const followup = ['followup', page, '--yes'];

/** Steps before a scene: the words of a command, or a span by which the services' clock moves. */
export const scenes = [
    { name: 'ack', before: [], words: acknowledge },
    { name: 'take', before: ['held by bo'], words: ['ack', page, '--take'] },
    { name: 'contact', before: [acknowledge], words: contact },
    { name: 'contact-alone', before: [], words: contact },
    { name: 'resolve', before: [acknowledge, contact], words: ['resolve', page] },
    { name: 'force', before: [], words: ['resolve', page, '--force', '--reason', 'a duplicate'] },
    { name: 'followup', before: [acknowledge, contact, '16m'], words: followup },
    { name: 'closing', before: [acknowledge, contact, '16m', followup, '16m'], words: followup },
    { name: 'note', before: [acknowledge], words: ['note', page, 'gitaly timings are really high'] },
    { name: 'internal', before: [acknowledge], words: ['note', page, '--internal', 'logs are in the ticket'] },
    {
        name: 'handoff', before: [acknowledge, contact],
        words: ['handoff', page, '--yes', '--problem', '502 for all', '--next', 'watch gitaly'],
    },
];

async function holdAsBo(sandbox) {
    const answer = await fetch(`${sandbox.ready.pagerduty}/incidents/${page}`, {
        method: 'PUT',
        headers: { Authorization: `Token token=${bo.EMERG_PAGERDUTY_TOKEN}`, 'Content-Type': 'application/json', From: 'bo@example.com' },
        body: JSON.stringify({ incident: { type: 'incident_reference', status: 'acknowledged' } }),
    });
    if (!answer.ok) throw new Error(`bo cannot acknowledge: ${answer.status}`);
}

/** Everything as new, and what comes before the scene has happened. */
export async function prepare(sandbox, scene) {
    await sandbox.reset();
    for (const step of scene.before) {
        if (Array.isArray(step)) {
            const { code, said } = await sandbox.run(step);
            if (code !== 0) throw new Error(`before ${scene.name}: ${step.join(' ')} ended with ${code}: ${said}`);
        } else if (step === 'held by bo') {
            await holdAsBo(sandbox);
        } else {
            await sandbox.control('POST', '/clock', { advance: step });
        }
    }
    await sandbox.control('DELETE', '/requests');
}
