// What a command that only reads finds: little, much, nothing, something broken; and every kind of failure.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { play } from './play.mjs';

const page = 'Q0EMERG0000001';
const second = 'Q0EMERG0000002';
const francesca = {
    EMERG_EMAIL: 'francesca@example.com', EMERG_PAGERDUTY_EMAIL: 'francesca@example.com', EMERG_ZENDESK_EMAIL: 'francesca@example.com',
    EMERG_PAGERDUTY_TOKEN: 'pd-sandbox-token-0002', EMERG_ZENDESK_TOKEN: 'zendesk-sandbox-token-0002', EMERG_SLACK_TOKEN: 'xoxb-sandbox-token-0002',
};
const down = (service, more = {}) => [{ service, times: 0, kind: 'status', status: 503, ...more }];

async function asNew(stage, scene, scenario = 'base') {
    stage.scene = scene;
    await stage.sandbox.serve(scenario);
    await stage.sandbox.reset();
}

/** Runs commands while the services fail as it is said. */
async function under(stage, faults, ...runs) {
    await stage.sandbox.control('POST', '/faults', faults);
    for (const [words, options] of runs) await play(stage, [...words, '--timeout', '1s'], options);
    await stage.sandbox.control('DELETE', '/faults');
}

const run = (stage, code, ...words) => play(stage, words, { code });

async function atRest(stage) {
    await asNew(stage, 'at rest');
    for (const words of ['stuck', `stuck ${page}`, 'card', 'card saas', `card saas ${page}`, 'config show', 'config', 'config get user.email', 'config path', 'config validate',
        'config schema', 'schema', 'schema list', 'auth check', 'auth', 'doctor', 'doctor --smoke', 'doctor --shift', 'drill list', 'version', 'journal', 'journal verify', 'sync', 'prompt',
        'next', 'bulk --incident incident-7', `escalate incident ${page}`, 'escalate --due', 'api pagerduty GET /users/me',
        'api zendesk GET /tickets/400123', 'api zendesk PUT /tickets/400123 -f ticket[priority]=high --dry-run',
        'api slack POST conversations.list', 'schedule', 'schedule now', 'schedule next', 'schedule mine', 'schedule show --until 48h',
        'schedule export --format csv', 'schedule export --format csv --since 2026-03-09 --until 2026-03-12', 'report', 'report --by region', 'report --by rotation', 'report --by case', 'watch --count 1',
        `next ${page}`, `show ${page}`]) {
        await run(stage, 0, ...words.split(' '));
    }
    const smoke = { EMERG_SMOKE_SERVICE: 'PSVC002' };
    for (const more of ['--dry-run', '--yes']) await play(stage, ['doctor', '--smoke', '--write', more], { code: 0, variables: smoke });
    await run(stage, [0, 9], 'schedule', 'audit');
    for (const format of ['ical', 'csv', 'html']) {
        await run(stage, 0, 'schedule', 'export', '--format', format, '--file', join(stage.sandbox.folder, `duty.${format}`));
    }
}

async function underWay(stage) {
    await asNew(stage, 'under way');
    await run(stage, 0, 'ack', page);
    await run(stage, 0, 'journal', 'show', 'ZD-400123/ack/1');
    await run(stage, 0, 'api', 'zendesk', 'PUT', '/tickets/400123', '-f', 'ticket[priority]=high');
    await run(stage, 0, 'contact', page, '--yes');
    await run(stage, 0, 'prompt');
    await stage.sandbox.control('POST', '/customer', { ticket: 400123, reply: 'It is still down' });
    await run(stage, 0, 'resolve', page);
    for (const by of ['week', 'case']) await run(stage, 0, 'report', '--by', by);
    await run(stage, 0, 'handoff', page, '--yes', '-m', 'Problem: 502.');
    await run(stage, 0, 'list');
    await play(stage, ['handoff', 'incoming'], { code: 0, machine: 'f', variables: francesca });
    await play(stage, ['handoff', 'accept', page], { code: 0, machine: 'f', variables: francesca });
    await play(stage, ['handoff', 'incoming'], { code: 0, machine: 'f', variables: francesca });
    await run(stage, 0, 'show', page);
    await run(stage, 0, 'close', page, '--yes', '--new-follow-up');
    for (const words of [['list'], ['show', page], ['next', page], ['timeline', page]]) await run(stage, 0, ...words);
}

async function files(stage) {
    await asNew(stage, 'files');
    const trace = join(stage.sandbox.folder, 'trace.txt');
    writeFileSync(trace, 'a trace');
    await run(stage, 0, 'ack', page);
    await run(stage, 0, 'note', page, 'the trace', '--attach', trace);
    const into = ['--into', join(stage.sandbox.folder, 'fetched')];
    for (const words of [['fetch', page, '--dry-run'], ['fetch', page], ['fetch', page], ['fetch', '--clean', '--dry-run']]) {
        await run(stage, 0, ...words, ...into);
    }
    const old = { EMERG_FILES_KEEP: '0s' };
    await play(stage, ['fetch', '--clean', '--dry-run', ...into], { code: 0, variables: old });
    await play(stage, ['fetch', '--clean', ...into], { code: 0, variables: old });
}

/** Kept in a file: there is no keyring here. */
async function newToken(stage) {
    await asNew(stage, 'a new token');
    const folder = mkdtempSync(join(stage.sandbox.folder, 'set-'));
    const config = join(folder, 'config.yaml');
    const variables = { EMERG_CONFIG: config };
    const input = `${stage.sandbox.ready.tokens.slack}\n`;
    copyFileSync(stage.sandbox.ready.config, config);
    await play(stage, ['auth', 'set', 'slack', '--file'], { code: 0, variables, input });
    writeFileSync(config, 'user: {email: ana@example.com}\n');
    await play(stage, ['auth', 'set', 'slack', '--file', '--no-check'], { code: 0, variables, input });
}

async function firstFile(stage) {
    await asNew(stage, 'no configuration');
    const { ready } = stage.sandbox;
    const variables = {
        EMERG_CONFIG: join(mkdtempSync(join(stage.sandbox.folder, 'first-')), 'config.yaml'),
        EMERG_PAGERDUTY_URL: ready.pagerduty, EMERG_ZENDESK_URL: ready.zendesk, EMERG_SLACK_URL: ready.slack, EMERG_ZENDESK_EMAIL: 'ana@example.com',
        EMERG_PAGERDUTY_TOKEN: ready.tokens.pagerduty, EMERG_ZENDESK_TOKEN: ready.tokens.zendesk, EMERG_SLACK_TOKEN: ready.tokens.slack,
    };
    for (const words of ['init --dry-run', 'init']) await play(stage, words.split(' '), { code: 0, variables });
}

async function drills(stage) {
    await asNew(stage, 'drills');
    const inside = join(stage.sandbox.folder, 'inside.json');
    const script = `emerg=${stage.sandbox.emerg}; $emerg ack --quiet; $emerg drill skip 20m; $emerg drill report --json >${inside}`;
    await play(stage, ['drill', 'start', 'answer', '--', 'sh', '-c', script], { code: 0 });
    stage.validator.see('drill report', readFileSync(inside, 'utf8'), 'within a drill');
}

/** What programs find on their standard input: those of `hooks:`, and of watch. */
async function programs(stage) {
    await asNew(stage, 'programs');
    const { sandbox, validator } = stage;
    const [hooked, watched, config] = ['hooked', 'watched', 'hooks.yaml'].map((name) => join(sandbox.folder, name));
    writeFileSync(config, `${readFileSync(sandbox.ready.config, 'utf8')}\nhooks: {any: [tee, ${JSON.stringify(hooked)}]}\n`);
    await play(stage, ['ack', page], { code: 0, variables: { EMERG_CONFIG: config } });
    validator.see('list', `[${readFileSync(hooked, 'utf8')}]`, 'what a hook is told');
    await run(stage, 0, 'watch', '--once', '--exec', `tee ${watched}`);
    validator.see('watch', readFileSync(watched, 'utf8'), 'what --exec is told');
}

async function several(stage) {
    await asNew(stage, 'several cases', 'overload');
    await run(stage, 0, 'show', page, second);
    await run(stage, 0, 'next', page, second);
    await run(stage, 0, 'next');
    await run(stage, 0, 'list');
    await run(stage, 0, 'handoff', 'incoming');
    await run(stage, 0, 'bulk', '#400123', '#400124', '--incident', 'incident-7', '--yes');
    await asNew(stage, 'many cases', 'busy');
    await run(stage, 0, 'list');
    await run(stage, 0, 'next');
    await run(stage, 0, 'watch', '--once');
    await asNew(stage, 'clocks change', 'dst');
    await run(stage, [0, 9], 'schedule', 'audit');
    await run(stage, 0, 'schedule', 'show');
}

async function outages(stage) {
    await asNew(stage, 'outages');
    await under(stage, down('zendesk'), [['show', page], { code: 7 }], [['timeline', page], { code: 8 }], [['doctor'], { code: 7 }], [['auth', 'check'], { code: 7 }],
        [['ack', page], { code: 8 }], [['report', '--by', 'case'], { code: 8 }]);
    await under(stage, down('pagerduty'), [['show', '#400123'], { code: 7 }], [['list'], { code: 7 }], [['ack', '#400123'], { code: 8 }]);
    await asNew(stage, 'outage of Slack');
    await under(stage, down('slack', { match: 'POST /api/chat.postMessage' }), [['ack', page], { code: 8 }], [['journal', '--pending'], { code: 0 }],
        [['sync', '--dry-run'], { code: 0 }], [['sync'], { code: 8 }]);
    await run(stage, 0, 'sync');
    await asNew(stage, 'too late');
    await under(stage, down('slack', { match: 'POST /api/chat.postMessage' }), [['ack', page], { code: 8 }]);
    await stage.sandbox.control('POST', '/clock', { advance: '3h' });
    await run(stage, 0, 'sync');
    await run(stage, 0, 'journal');
}

/** One for each exit code and each kind. */
async function failures(stage) {
    await asNew(stage, 'failures');
    for (const [code, words, variables] of [
        [2, ['akc']], [2, ['list', '--nonsense']], [2, ['show', '???']], [2, ['schema', 'nonsense']], [3, ['show', 'Q0NOBODY0000001']],
        [4, ['list'], { EMERG_CONFIG: '/dev/null' }], [4, ['show', page], { EMERG_ZENDESK_TOKEN: 'wrong-token-0000000000' }],
        [4, ['doctor'], { EMERG_PAGERDUTY_TOKEN: 'wrong' }], [4, ['auth', 'check'], { EMERG_PAGERDUTY_TOKEN: 'wrong' }],
        [6, ['show', page, '--timeout', '1s'], { EMERG_PAGERDUTY_URL: 'http://127.0.0.1:1' }], [9, ['resolve', page]],
        [1, ['ack', page], { EMERG_STATE: '/dev/null/state' }], [0, ['ack', page]], [8, ['timeline', page], { EMERG_SLACK_TOKEN: '' }],
    ]) {
        await play(stage, words, { code, variables });
    }
    const refused = { service: 'zendesk', match: 'PUT *', times: 0, kind: 'status' };
    await under(stage, [{ ...refused, status: 422, body: '{"error":"RecordInvalid"}' }], [['contact', page, '--yes'], { code: 1 }]);
    await under(stage, [{ ...refused, status: 409 }], [['contact', page, '--yes'], {}]);
    await under(stage, [{ service: 'pagerduty', times: 0, kind: 'status', status: 429, headers: { 'ratelimit-reset': '60' } }], [['show', page], { code: 5 }]);
    await under(stage, [{ service: 'pagerduty', times: 0, kind: 'hang', ms: 3000 }], [['show', page], { code: 6 }]);
    await under(stage, [{ service: 'zendesk', match: 'PUT *', nth: 2, times: 0, kind: 'reset_after' },
        { service: 'zendesk', match: 'GET */audits*', nth: 3, times: 0, kind: 'status', status: 503 }], [['contact', page, '--yes'], { code: 11 }]);
    await interrupted(stage);
}

/** Ctrl-C while a service is waited for. */
async function interrupted(stage) {
    const { sandbox } = stage;
    await sandbox.reset();
    await sandbox.control('POST', '/faults', [{ service: 'pagerduty', times: 0, kind: 'hang', ms: 20000 }]);
    await sandbox.control('DELETE', '/requests');
    const ended = play({ ...stage, sandbox: { start: (words, options) => {
        const started = sandbox.start(words, options);
        (async () => {
            while ((await sandbox.control('GET', '/requests')).length === 0) await new Promise((resolve) => { setTimeout(resolve, 20); });
            started.child.kill('SIGINT');
        })();
        return started;
    } } }, ['show', page], { code: 130 });
    await ended;
    await sandbox.control('DELETE', '/faults');
}

/** The line of a sandbox that is ready. */
async function readiness(stage) {
    const folder = mkdtempSync(join(tmpdir(), 'emerg-schemas-'));
    for (const options of [[], ['--tls']]) {
        const served = spawn(stage.sandbox.emerg, ['sandbox', 'serve', ...options], { stdio: ['ignore', 'pipe', 'ignore'], cwd: folder });
        for await (const line of createInterface({ input: served.stdout })) {
            stage.validator.see('sandbox serve', line, `sandbox serve ${options}`);
            break;
        }
        served.kill();
    }
    rmSync(folder, { recursive: true });
}

export async function playSituations(stage) {
    for (const situation of [atRest, underWay, files, newToken, firstFile, drills, programs, several, outages, failures, readiness]) await situation(stage);
}
