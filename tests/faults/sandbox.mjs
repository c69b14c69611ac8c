// One sandbox and a machine that knows nothing yet: what every point of a matrix begins with.
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

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
        sandbox.kept = new Map();
        sandbox.machines = new Set();
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
        for (const machine of this.machines) await rm(machine, { recursive: true, force: true });
        this.machines = new Set();
    }

    /** Services and machines as they are now, under a name; `rollBack` brings them back. */
    async keep(name) {
        await this.control('POST', '/checkpoint', { name });
        const kept = join(this.folder, `kept-${this.kept.size}`);
        await mkdir(kept);
        for (const machine of this.machines) await cp(machine, join(kept, basename(machine)), { recursive: true });
        this.kept.set(name, { folder: kept, machines: new Set(this.machines) });
    }

    /** False if nothing was kept under this name. */
    async rollBack(name) {
        if (!this.kept.has(name)) return false;
        const { folder, machines } = this.kept.get(name);
        await this.control('POST', '/rollback', { name });
        for (const machine of this.machines) await rm(machine, { recursive: true, force: true });
        for (const machine of machines) await cp(join(folder, basename(machine)), machine, { recursive: true });
        this.machines = new Set(machines);
        return true;
    }

    /** Starts emerg on a machine ("a", "b": each has a state folder of its own); `ended` gives its exit code. */
    start(words, { machine = 'a', variables = {}, input } = {}) {
        const state = join(this.folder, `state-${machine}`);
        this.machines.add(state);
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
