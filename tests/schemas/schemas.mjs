// Every document that emerg writes with --json is what `emerg schema` says, and the schema of the configuration is what emerg reads.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { compareConfigurations } from './configuration.mjs';
import { playScenes } from './play.mjs';
import { playSituations } from './situations.mjs';
import { judge, Validator } from './validator.mjs';

const emerg = process.env.EMERG;
const source = process.env.EMERG_SOURCE;
const begun = Date.now();
const only = process.argv[2];  // The name of one scene, while it is mended.

/** Each file is a schema by the language's own schema, tells of each field, and is closed. */
function lookAtFiles(validator) {
    const folder = join(source, 'schemas');
    const files = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'configuration.json').sort();
    const all = files.map((name) => ({ name, schema: JSON.parse(readFileSync(join(folder, name), 'utf8')) }));
    assert.deepEqual(files.filter((name) => name !== 'common.json'), [...validator.kinds.keys()].sort(), 'every schema is of a document, and every document has one');
    const ajv = judge();
    for (const { name, schema } of all) {
        assert.ok(ajv.validateSchema(schema), `${name}: ${ajv.errorsText()}`);
        assert.equal(schema.$id, `https://emerg.example.com/schemas/1/${name}`);
        assert.ok(schema.title, `${name} has a title`);
        ajv.addSchema(schema);
        (function walk(part, place) {
            if (part === null || typeof part !== 'object') return;
            for (const [field, each] of Object.entries(part.properties ?? {})) {
                assert.ok(each.description, `${name}${place}: ${field} has no description`);
            }
            const isShared = name === 'common.json' && ['case_fields', 'head'].some((open) => place === `/$defs/${open}`);
            if (part.properties && !isShared && !place.includes('/if')) {
                assert.ok(part.additionalProperties === false || part.unevaluatedProperties === false, `${name}${place} is not closed`);
            }
            Object.entries(part).forEach(([key, each]) => walk(each, `${place}/${key}`));
        }(schema, ''));
    }
    for (const { schema } of all) ajv.getSchema(schema.$id);  // The files by themselves, with what they refer to.
    return all;
}

/** Of every command of the help: who has no document? */
function lookAtCommands(validator) {
    const help = execFileSync(emerg, ['help'], { encoding: 'utf8' });
    const commands = [...help.matchAll(/^ {2}([a-z]+) +[A-Z]/gm)].map(([, name]) => name);
    assert.ok(commands.length > 30);
    const known = new Set([...validator.documents.keys()].map((name) => name.split(' ')[0]));
    assert.deepEqual(commands.filter((name) => !known.has(name)).sort(), ['completion', 'help'], 'these write no JSON');
    assert.deepEqual([...known].filter((name) => !commands.includes(name)), ['error'], 'no schema of what is no command');
}

const { scenes, prepare } = await import(pathToFileURL(join(source, 'tests/faults/scenes.mjs')));
const { Sandbox } = await import(pathToFileURL(join(source, 'tests/faults/sandbox.mjs')));
const validator = new Validator(emerg);
const files = lookAtFiles(validator);
lookAtCommands(validator);
const stage = { sandbox: await Sandbox.start(emerg), validator, scene: '', runs: 0, codes: new Set(), kinds: new Set() };
try {
    const configuration = compareConfigurations({ emerg, source, folder: stage.sandbox.folder, fail: (where, faults) => validator.fail(where, faults) });
    console.log(`${configuration.compared} changed configurations, ${configuration.refused} refused by schema and reader`);
    assert.ok(configuration.refused > 300);
    if (only !== 'configuration') {
        await playScenes(stage, scenes.filter(({ name }) => !only || name === only), prepare);
        if (!only || only === 'situations') await playSituations(stage);
    }
} finally {
    await stage.sandbox.stop();
}
for (const { where, faults } of validator.failures) console.log(`FAILED ${where}\n${faults.map((each) => `    ${each}`).join('\n')}`);
const count = [...validator.kinds.values()].reduce((sum, { seen }) => sum + seen, 0);
console.log(`${stage.runs} commands, ${count} documents, ${validator.failures.length} failures, ${Math.round((Date.now() - begun) / 1000)} s`);
assert.equal(validator.failures.length, 0);
if (!only) {
    assert.deepEqual(validator.unseen(files), [], 'every schema, and every field of each, was seen');
    assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 130].filter((code) => !stage.codes.has(code)), [], 'every exit code was seen');
    assert.deepEqual(['usage', 'not_found', 'configuration', 'unauthorized', 'rate_limited', 'unreachable', 'service_failed', 'rejected', 'policy', 'uncertain',
        'interrupted', 'local', 'in_part'].filter((kind) => !stage.kinds.has(kind)), [], 'every kind of error was seen');
}
