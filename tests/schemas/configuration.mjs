// The schema of the configuration, compared with the reader of the configuration: what one refuses, the other does.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { olderJudge } from './validator.mjs';

/** Sections that the example has no use for; together they use every key that there is. */
const more = {
    rotations: [{ name: 'policy', escalation_policy: 'PPOL010' }, { name: 'plain', schedules: 'PSCH001', coverage: ['daily 00:00-24:00'], at_most: 3 }],
    roles: [{ name: 'policy', escalation_policy: 'PPOL010', service: 'PSVC001' }, { name: 'plain', schedules: ['PSCH001'], service: 'PSVC001' }],
    regions: [{ name: 'emea', channel: '#emea', handle: 'emea' }],
    duties: [{ name: 'frt', title: 'Hawk', channel: '#frt', handle: 'frt' }],
    channels: [{ name: '#by-name', forms: 12 }],
    coverage: [{ name: '12x5', hours: 'mon 05:00-17:00 UTC', forms: [12], organisations: ['Example Corp'], fields: { 12: 'x' } }],
    triage: {
        definition: 'Is it down?',
        outcomes: { not: { macro: 'A macro', message: 'triage_not', tags: ['x'], priority: 'high', form: 12, fields: { 12: 'x' } } },
        criteria: [{ name: 'a', question: 'Is it?' }],
    },
    messages: {
        plain: 'Hello',
        whole: { text: 'Hello', points: [{ name: 'a greeting', phrases: ['hello'] }], locales: { de: 'Hallo', fr: { text: 'Salut', points: [] } } },
    },
    procedure: [
        { state: 'a', means: 'A.', when: ['page rings', 'not done triage'], step: 'ack', title: 'Ack', command: 'emerg ack {{case}}', due: ['contact'],
            also: [{ title: 'B', command: 'emerg show {{case}}', when: 'ticket' }] },
        { state: 'b', means: 'B.' },
    ],
    cards: { own: { title: 'T', when: 'W', sections: [{ title: 'S', lines: ['L'] }], phrases: [], commands: [], links: [], cadence: { S1: { open: '30m' } }, tags: [], gates: ['call'] } },
    profile: '',
};

/** Every place of a document: how to reach it, and what is there. */
function places(value, path = [], all = []) {
    if (value === null || typeof value !== 'object') return all;
    for (const [key, part] of Object.entries(value)) {
        all.push({ path: [...path, key], part });
        places(part, [...path, key], all);
    }
    return all;
}

/** A copy in which something else stands at a place. */
function changed(document, path, change) {
    const copy = structuredClone(document);
    const last = path.at(-1);
    change(path.slice(0, -1).reduce((part, key) => part[key], copy), last);
    return copy;
}

/** Words of one kind that the schema tells of: the names of fields at every object of it. */
function namesIn(schema, names = new Set()) {
    if (schema === null || typeof schema !== 'object') return names;
    Object.keys(schema.properties ?? {}).forEach((name) => names.add(name));
    Object.values(schema).forEach((part) => namesIn(part, names));
    return names;
}

export function compareConfigurations({ emerg, source, folder, fail }) {
    const schema = JSON.parse(execFileSync(emerg, ['config', 'schema'], { encoding: 'utf8' }));
    const check = olderJudge().compile(schema);
    const complaints = () => (check.errors ?? []).slice(0, 4).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
    const yaml = (path) => parse(readFileSync(join(source, path), 'utf8'));
    const file = join(folder, 'config.json');  // JSON is YAML.
    const isRead = (document, profile) => {
        writeFileSync(file, JSON.stringify(document));
        return spawnSync(emerg, ['config', 'path'], { env: { PATH: process.env.PATH, HOME: folder, EMERG_CONFIG: file, ...(profile ? { EMERG_PROFILE: profile } : {}) } }).status === 0;
    };

    const readme = readFileSync(join(source, 'README.md'), 'utf8').match(/^```yaml\n(.*?)^```$/ms)[1];
    const example = yaml('config.example.yaml');
    const shipped = readdirSync(join(source, 'libemergency/config')).filter((name) => name.endsWith('.yaml'));
    const good = [['config.example.yaml', example], ['README.md', parse(readme)], ['every key', more],
        ['the sandbox', parse(readFileSync(process.env.EMERG_CONFIG, 'utf8'))],
        ['emerg init', parse(execFileSync(emerg, ['init', '--dry-run', '--bridge', 'https://zoom.example.com/j/1'], { encoding: 'utf8' }))],
        ...shipped.map((name) => [name, yaml(`libemergency/config/${name}`)])];
    for (const [name, document] of good) {
        if (!check(document)) fail(`the configuration of ${name}`, complaints());
        if (!isRead(document)) fail(`the configuration of ${name}`, ['emerg does not read it']);
    }
    const used = new Set(good.flatMap(([, document]) => places(document).map(({ path }) => path.at(-1))));
    const unused = [...namesIn(schema)].filter((name) => !used.has(name));
    if (unused.length > 0) fail('the schema of the configuration', [`nothing that is read has ${unused.join(', ')}`]);

    let compared = 0;
    let refused = 0;
    const compare = (name, path, what, change, document) => {
        const wrong = changed(document, path, change);
        const verdicts = [check(wrong), isRead(wrong, wrong.profiles ? 'drill' : undefined)];
        compared += 1;
        refused += verdicts[0] ? 0 : 1;
        if (verdicts[0] !== verdicts[1]) fail(`${name}: ${path.join('.')} ${what}`, [`the schema says ${verdicts[0]}, emerg ${verdicts[1]}`, ...complaints()]);
    };
    for (const [name, document] of [['config.example.yaml', example], ['every key', more]]) {
        for (const { path, part } of places(document)) {
            if (path[0] === 'profiles' && path[1] !== 'drill') continue;  // Only the profile in force is read.
            const isName = path.length === 2 && ['profiles', 'cards'].includes(path[0]);  // A new card needs a title, and the profile must be there.
            const isItem = /^[0-9]+$/.test(path.at(-1)) && Array.isArray(path.slice(0, -1).reduce((at, key) => at[key], document));
            if (!isItem && !isName) {
                compare(name, path, 'misspelt', (at, key) => { at[`${key}x`] = at[key]; delete at[key]; }, document);
            }
            compare(name, path, 'as a section', (at, key) => { at[key] = { strange: { stranger: [] } }; }, document);
            if (typeof part !== 'object') compare(name, path, 'as a list in a list', (at, key) => { at[key] = [['x']]; }, document);
        }
    }
    return { compared, refused };
}
