// Judges what the program writes by the schemas that it prints, with a validator that knows nothing of it.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';

import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const draft07 = createRequire(import.meta.url)('ajv/dist/refs/json-schema-draft-07.json');
const strictly = { allErrors: true, strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true };

/** A judge of JSON Schema 2020-12 that has seen no schema yet. */
export function judge() {
    const ajv = addFormats(new Ajv2020(strictly));
    ajv.addMetaSchema(draft07);
    return ajv;
}

/** Of draft 07: the language of the schema of the configuration. */
export function olderJudge() {
    return addFormats(new Ajv(strictly));
}

/** The names of fields that a schema tells of. */
function toldIn(schema, names = new Set()) {
    if (schema === null || typeof schema !== 'object') return names;
    for (const name of Object.keys(schema.properties ?? {})) names.add(name);
    Object.values(schema).forEach((part) => toldIn(part, names));
    return names;
}

/** The names of fields that a document has. */
function fieldsIn(document, names) {
    if (document === null || typeof document !== 'object') return;
    if (!Array.isArray(document)) Object.keys(document).forEach((name) => names.add(name));
    Object.values(document).forEach((part) => fieldsIn(part, names));
}

/** What is wrong with a document, a line for each fault. */
function faultsOf(check) {
    return (check.errors ?? []).slice(0, 5).map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`);
}

/** All schemas of the program, by the words of their documents, and what was seen of each. */
export class Validator {
    constructor(emerg) {
        const asked = (...words) => JSON.parse(execFileSync(emerg, ['schema', ...words, '--json'], { encoding: 'utf8' }));
        this.kinds = new Map();  // By file: several documents have one schema.
        this.documents = new Map();
        for (const { document, schema } of asked()) {
            const file = schema.split('/').pop();
            if (!this.kinds.has(file)) {
                const text = asked(...document.split(' '));
                this.kinds.set(file, { file, text, check: judge().compile(text), fields: new Set(), seen: 0 });
            }
            this.documents.set(document, { kind: this.kinds.get(file), seen: 0 });
        }
        this.failures = [];
    }

    /** The words of the document that a command writes: the longest that are known. */
    nameOf(words) {
        const [verb, what] = words;
        return this.documents.has(`${verb} ${what}`) ? `${verb} ${what}` : verb;
    }

    /** Does the command tell what it did? */
    isOutcome(words) {
        return this.documents.get(this.nameOf(words))?.kind.file === 'outcome.json';
    }

    fail(where, faults) {
        this.failures.push({ where, faults });
    }

    /** Judges the text of one document. */
    see(name, text, where) {
        const known = this.documents.get(name);
        if (!known) return this.fail(where, [`there is no schema of ${name}`]);
        let document;
        try {
            document = JSON.parse(text);
        } catch (problem) {
            return this.fail(where, [`no JSON: ${problem.message}: ${text.slice(0, 200)}`]);
        }
        const { kind } = known;
        known.seen += 1;
        kind.seen += 1;
        fieldsIn(document, kind.fields);
        if (!kind.check(document)) return this.fail(`${name}: ${where}`, [...faultsOf(kind.check), text.slice(0, 600)]);
        return this.mustRefuse(known, name, document);
    }

    /** The same document with a field too many, and with one missing, is none: once for each command. */
    mustRefuse(known, name, document) {
        const sample = Array.isArray(document) ? document[0] : document;
        if (known.broken || !sample || ['api', 'schema', 'config schema'].includes(name)) return;
        known.broken = true;
        const refuses = (change, what) => {
            const copy = structuredClone(document);
            change(Array.isArray(copy) ? copy[0] : copy);
            if (known.kind.check(copy)) this.fail(name, [`the schema accepts ${what}`]);
        };
        refuses((part) => { part.unheard_of = 1; }, 'a field that nobody knows');
        for (const field of Object.keys(sample)) {
            refuses((part) => { delete part[field]; }, `a document without ${field}`);
            refuses((part) => { part[field] = { strange: [] }; }, `nonsense in ${field}`);
        }
    }

    /** What no command has shown: documents that were never written, and fields that a file tells of and no document of it had; of common.json: none at all. */
    unseen(files) {
        const silent = [...this.documents].filter(([, { seen }]) => seen === 0).map(([name]) => `${name}: no document was seen`);
        const everywhere = new Set([...this.kinds.values()].flatMap(({ fields }) => [...fields]));
        const missing = files.map(({ name, schema }) => {
            const fields = this.kinds.get(name)?.fields ?? everywhere;
            return { name, unseen: [...toldIn(schema)].filter((field) => !fields.has(field)) };
        });
        return [...silent, ...missing.filter(({ unseen }) => unseen.length > 0).map(({ name, unseen }) => `${name}: no document had ${unseen.join(', ')}`)];
    }
}
