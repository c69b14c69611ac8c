// faults.mjs EMERG [--only SCENE/…] [--sample N] [--minutes N] [--jobs N]: every request of every command that changes something, struck by every
// kind of fault; then the same command again. A point that needs more than one re-run is a failure.
import { Sandbox } from './sandbox.mjs';
import { prepare } from './scenes.mjs';
import { options, chosenScenes, cleanRun, everyPoint, judged, report } from './matrix.mjs';

const html = '<html><body><h1>503 Service Unavailable</h1></body></html>';
const kinds = {
    reset_before: { kind: 'reset_before' },
    reset_after: { kind: 'reset_after' },
    reset_after_always: { kind: 'reset_after', times: 0 },
    hang: { kind: 'hang', ms: 3000 },
    hang_applied: { kind: 'hang', ms: 3000, apply: true },
    busy: { kind: 'status', status: 429 },
    busy_for_1s: { kind: 'status', status: 429, headers: { 'Retry-After': '1' } },
    failed: { kind: 'status', status: 500 },
    failed_applied: { kind: 'status', status: 500, apply: true },
    failed_applied_always: { kind: 'status', status: 500, apply: true, times: 0 },
    html: { kind: 'status', status: 503, headers: { 'Content-Type': 'text/html' }, body: html },
    truncate: { kind: 'truncate' },
    garbage: { kind: 'garbage' },
    html_ok: { kind: 'html' },
};
const unreachable = {
    refused: () => 'http://127.0.0.1:1',
    tls_broken: (address) => address.replace('http:', 'https:'),
};

function pointsOf(scene, clean) {
    const struck = clean.requests.flatMap((request, at) => Object.entries(kinds).map(([kind, fault]) => ({
        name: `${scene.name}/${at + 1}/${kind}`, scene, clean, fault: { ...request, times: 1, ...fault },
    })));
    const cut = ['pagerduty', 'zendesk', 'slack', ...scene.services ?? []].flatMap((service) => Object.keys(unreachable).map((kind) => ({
        name: `${scene.name}/${service}/${kind}`, scene, clean, service, kind,
    })));
    return [...struck, ...cut];
}

async function strike(sandbox, { scene, clean, fault, service, kind }) {
    await prepare(sandbox, scene);
    const variables = {};
    if (fault) await sandbox.control('POST', '/faults', [fault]);
    else variables[`EMERG_${service.toUpperCase()}_URL`] = unreachable[kind](sandbox.ready[service]);
    await sandbox.run([...scene.words, '--timeout', '1s'], { variables });
    await sandbox.control('DELETE', '/faults');
    return judged(sandbox, scene, clean.state);
}

const chosen = options('faults.mjs EMERG [--only SCENE/REQUEST/KIND] [--sample N] [--minutes N] [--jobs N]');
const first = await Sandbox.start(chosen.emerg);
const points = [];
for (const scene of chosenScenes(chosen.only)) points.push(...pointsOf(scene, await cleanRun(first, scene)));
await first.stop();
report('faults', await everyPoint(chosen, points, strike));
