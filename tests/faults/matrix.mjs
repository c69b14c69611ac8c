// Points of a matrix over a few sandboxes at once, and the account of them.
import { parseArgs } from 'node:util';
import { Sandbox } from './sandbox.mjs';
import { prepare, scenes } from './scenes.mjs';
import { projection, wrongs, difference } from './state.mjs';

export function options(usage, more = {}) {
    const { values, positionals } = parseArgs({
        allowPositionals: true,
        options: { only: { type: 'string', default: '' }, jobs: { type: 'string', default: '2' }, sample: { type: 'string', default: '1' },
            minutes: { type: 'string', default: 'Infinity' }, ...more },
    });
    if (positionals.length !== 1) {
        process.stderr.write(`usage: ${usage}\n`);
        process.exit(2);
    }
    return { emerg: positionals[0], ...values, jobs: Number(values.jobs), sample: Number(values.sample), minutes: Number(values.minutes) };
}

/** The scenes that `--only scene/…` leaves. */
export function chosenScenes(only) {
    return scenes.filter((scene) => only === '' || only.split('/')[0] === scene.name);
}

/** "GET /incidents/Q0": what a fault matches. */
export function nameOf(request) {
    return `${request.method} ${request.path.replace(/\?.*/, '')}`;
}

/** A run without any fault: its requests and what the services hold afterwards. */
export async function cleanRun(sandbox, scene) {
    await prepare(sandbox, scene);
    const { code, said } = await sandbox.run(scene.words);
    if (code !== 0) throw new Error(`${scene.name} ended with ${code} without any fault: ${said}`);
    const requests = await sandbox.control('GET', '/requests');
    const state = projection(await sandbox.control('GET', '/state'));
    const seen = new Map();
    return {
        state,
        requests: requests.sort((one, other) => one.began - other.began).map((each) => {
            const match = nameOf(each);
            const nth = (seen.get(each.service + match) ?? 0) + 1;
            seen.set(each.service + match, nth);
            return { service: each.service, match, nth };
        }),
    };
}

export async function held(sandbox) {
    return projection(await sandbox.control('GET', '/state'));
}

/**
 * Whom Slack could not be asked for is paged at once (procedure.md C): then there is a page, with its line in the thread, that the clean
 * run lacks, and the question does not say when the page is going to be.
 */
function withoutPage(state, unasked) {
    const isOther = (text) => !text.includes('has been paged');
    return {
        ...state,
        incidents: state.incidents.filter((each) => each.key !== unasked),
        channels: state.channels.map((each) => ({
            ...each, roots: each.roots.map((text) => text.split('\n')[0]), replies: each.replies.filter(isOther),
        })),
    };
}

const whoFollows = ' will know of this.';

/** Where PagerDuty does not say who is next on call, the texts after a call name nobody: the customer does not wait for it. */
export function withoutNext(state) {
    const plain = (text) => text.replace(/ From \d\d:\d\d UTC on [^.]* will know of this\./, '').replace(/^<@\w+> the call on/, 'the call on');
    return {
        ...state,
        tickets: state.tickets.map((each) => ({
            ...each, comments: each.comments.map((one) => ({ ...one, body: plain(one.body) })).sort((one, other) => (one.body < other.body ? -1 : 1)),
        })),
        channels: state.channels.map((each) => ({ ...each, replies: each.replies.map(plain).sort() })),
    };
}

function differenceIn({ unasked, namesNext }, after, clean) {
    if (namesNext && !JSON.stringify(after.tickets).includes(whoFollows)) {
        return difference(withoutNext(after), withoutNext(clean));
    }
    const isPaged = unasked !== undefined && after.incidents.some((each) => each.key === unasked);
    return isPaged ? difference(withoutPage(after, unasked), withoutPage(clean, unasked)) : difference(after, clean);
}

/** After the trouble the same command again, once: then everything is as after a run without trouble. */
export async function judged(sandbox, scene, clean) {
    const before = wrongs(await held(sandbox), clean);
    const again = await sandbox.run(scene.words);
    const after = await held(sandbox);
    const faults = [...before, ...wrongs(after, clean)];
    const differs = differenceIn(scene, after, clean);
    if (differs) faults.push(differs);
    if (again.code !== 0) faults.push(`the second run ended with ${again.code}: ${again.said.trim()}`);
    return faults;
}

/** The same points in an order whose beginning is a sample of all scenes. */
function spread(points) {
    const stride = 7919; // A prime, so that each point has its turn.
    return points.length % stride === 0 ? points : points.map((_, at) => points[(at * stride) % points.length]);
}

/** Runs `work(sandbox, point)` for every point (of a sample: every so many; with a limit: as many as it allows), gives their number and what went wrong. */
export async function everyPoint({ emerg, jobs, only, sample, minutes }, points, work) {
    const wanted = points.filter((point) => only === '' || point.name === only || point.name.startsWith(`${only}/`))
        .filter((_, at) => at % sample === 0);
    const chosen = minutes === Infinity ? wanted : spread(wanted);
    const until = Date.now() + minutes * 60_000;
    const failures = [];
    let next = 0;
    async function worker() {
        const sandbox = await Sandbox.start(emerg);
        while (next < chosen.length && Date.now() < until) {
            const point = chosen[next++];
            const faults = await work(sandbox, point).catch((problem) => [String(problem)]);
            if (faults.length > 0) {
                failures.push({ name: point.name, faults });
                process.stderr.write(`failed: ${point.name}\n`); // A matrix that is cut off has told it all the same.
            }
            if (next % 100 === 0) process.stderr.write(`${next} of ${chosen.length}\n`);
        }
        await sandbox.stop();
    }
    await Promise.all(Array.from({ length: jobs }, worker));
    return { count: next, of: points.length, failures };
}

/** Prints the account and sets the exit status. */
export function report(name, { count, of, failures }, notes = '') {
    for (const failure of failures) {
        process.stdout.write(`FAILED ${failure.name}\n${failure.faults.map((each) => `    ${each}\n`).join('')}`);
    }
    process.stdout.write(`${name}: ${count} of ${of} points${notes}, ${failures.length} failures\n`);
    process.exitCode = failures.length > 0 || count === 0 ? 1 : 0;
}
