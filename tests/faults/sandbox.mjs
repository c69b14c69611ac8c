// One sandbox and a machine that knows nothing yet: what every point of a matrix begins with.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const scenarios = new URL('../../apps/sandbox/scenarios/', import.meta.url);

/** The scenario at a fixed moment, so that texts with times in them are the same in every run. */
async function fixedScenario(folder, name) {
    const text = await readFile(new URL(`${name}.yaml`, scenarios), 'utf8');
    const file = join(folder, `${name}.yaml`);
    await writeFile(file, `now: "2026-03-10T04:00:00Z"\n${text.replace(/^now:.*\n/m, '')}`);
    return file;
}

/** Of EMERG_… only what we say. */
function environment(more) {
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('EMERG_'));
    return { ...Object.fromEntries(own), ...more };
}

export class Sandbox {
    static async start(emerg) {
        const sandbox = new Sandbox();
        sandbox.emerg = emerg;
        sandbox.folder = await mkdtemp(join(tmpdir(), 'emerg-matrix-'));
        sandbox.served = new Map();
        await sandbox.serve('base');
        return sandbox;
    }

    /** From now on this scenario; each one is served by a process of its own, begun when it is first asked for. */
    async serve(scenario) {
        if (!this.served.has(scenario)) {
            const process = spawn(this.emerg, ['sandbox', 'serve', '--scenario', await fixedScenario(this.folder, scenario)],
                { stdio: ['ignore', 'pipe', 'inherit'], env: environment({}) });
            for await (const line of createInterface({ input: process.stdout })) {
                this.served.set(scenario, { process, ready: JSON.parse(line) });
                break;
            }
        }
        this.ready = this.served.get(scenario).ready;
    }

    async stop() {
        for (const { process } of this.served.values()) process.kill();
        await rm(this.folder, { recursive: true, force: true });
    }

    async control(method, path, body) {
        const answer = await fetch(this.ready.control + path, {
            method, body: body === undefined ? undefined : JSON.stringify(body),
        });
        const text = await answer.text();
        if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
        return text ? JSON.parse(text) : {};
    }

    /** Everything as new: the services, and the state folder of each machine. */
    async reset() {
        await this.control('POST', '/reset');
        for (const machine of this.machines ?? []) await rm(machine, { recursive: true, force: true });
        this.machines = new Set();
    }

    /** Starts emerg on a machine ("a", "b": each has a state folder of its own); `ended` gives its exit code. */
    start(words, { machine = 'a', variables = {}, input } = {}) {
        const state = join(this.folder, `state-${machine}`);
        (this.machines ??= new Set()).add(state);
        const child = spawn(this.emerg, words, {
            stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
            env: environment({
                EMERG_CONFIG: this.ready.config, EMERG_STATE: state, HOME: this.folder, ...this.variables, ...variables,
            }),
        });
        child.stdin?.end(input);
        const said = [];
        child.stdout.on('data', (part) => said.push(part));
        child.stderr.on('data', (part) => said.push(part));
        const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve(
            { code: code ?? signal, said: Buffer.concat(said).toString() })));
        return { child, ended };
    }

    run(words, options) {
        return this.start(words, options).ended;
    }
}
