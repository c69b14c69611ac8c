// kills.mjs EMERG [--only SCENE/…] [--sample N] [--minutes N] [--jobs N]: every command that changes something, killed at each of its requests (before
// it is applied, and after) and at each of its durable writes (before, and after); then the same command again.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Sandbox } from './sandbox.mjs';
import { prepare } from './scenes.mjs';
import { options, chosenScenes, cleanRun, everyPoint, judged, nameOf, report } from './matrix.mjs';

const mostWrites = 60;

function preloaded() {
    const library = join(mkdtempSync(join(tmpdir(), 'emerg-kill-')), 'kill_at_sync.so');
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, fileURLToPath(new URL('kill_at_sync.c', import.meta.url)), '-ldl']);
    return library;
}

/** Until the request that hangs has arrived, or the command has ended without it. */
async function arrival(sandbox, running, { service, match, nth }) {
    let ended = false;
    running.ended.then(() => { ended = true; });
    while (!ended) {
        const requests = await sandbox.control('GET', '/requests');
        const same = requests.filter((each) => each.service === service && nameOf(each) === match);
        if (same.length >= nth && same.some((each) => each.ended === 0)) return;
        await new Promise((resolve) => { setTimeout(resolve, 5); });
    }
}

async function killedAtRequest(sandbox, { scene, clean, fault }) {
    await prepare(sandbox, scene);
    await sandbox.control('POST', '/faults', [fault]);
    const running = sandbox.start(scene.words);
    await arrival(sandbox, running, fault);
    running.child.kill('SIGKILL');
    await running.ended;
    await sandbox.control('DELETE', '/faults');
    return judged(sandbox, scene, clean.state);
}

async function killedAtWrite(sandbox, { scene, clean, library, at, when }) {
    await prepare(sandbox, scene);
    await sandbox.run(scene.words, { variables: { LD_PRELOAD: library, KILL_AT: String(at), KILL_WHEN: when } });
    return judged(sandbox, scene, clean.state);
}

/** How often a clean run of the scene writes to the disk durably. */
async function writesOf(sandbox, scene, library) {
    for (let at = 1; at <= mostWrites; ++at) {
        await prepare(sandbox, scene);
        const { code } = await sandbox.run(scene.words, { variables: { LD_PRELOAD: library, KILL_AT: String(at), KILL_WHEN: 'before' } });
        if (code === 0) return at - 1;
    }
    throw new Error(`${scene.name} writes more than ${mostWrites} times`);
}

const chosen = options('kills.mjs EMERG [--only SCENE/POINT/WHEN] [--sample N] [--minutes N] [--jobs N]');
const library = preloaded();
const first = await Sandbox.start(chosen.emerg);
const points = [];
// To count a scene's writes takes as many runs as it writes: a sample leaves whole scenes out too.
const part = Math.min(chosen.sample, 4);
for (const scene of chosenScenes(chosen.only).filter((_, at) => at % part === 0)) {
    const clean = await cleanRun(first, scene);
    clean.requests.forEach((request, at) => ['before', 'after'].forEach((when) => points.push({
        name: `${scene.name}/request-${at + 1}/${when}`, scene, clean, kill: killedAtRequest,
        fault: { ...request, times: 1, kind: 'hang', ms: 20000, apply: when === 'after' },
    })));
    const writes = await writesOf(first, scene, library);
    for (let at = 1; at <= writes; ++at) {
        ['before', 'after'].forEach((when) => points.push({
            name: `${scene.name}/write-${at}/${when}`, scene, clean, library, at, when, kill: killedAtWrite,
        }));
    }
}
await first.stop();
report('kills', await everyPoint({ ...chosen, sample: Math.ceil(chosen.sample / part) }, points, (sandbox, point) => point.kill(sandbox, point)));
