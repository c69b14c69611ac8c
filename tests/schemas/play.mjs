// Commands in many situations; each document that they write is judged.

/** Runs a command and judges what it writes; gives its code and its documents. */
export async function play(stage, words, { code, name, variables = {}, machine = 'a', input } = {}) {
    const { sandbox, validator } = stage;
    const end = words.includes('--') ? words.indexOf('--') : words.length;
    const asked = [...words.slice(0, end), '--json', ...words.slice(end)];
    const { child, ended } = sandbox.start(asked, { machine, variables, input });
    const written = { out: '', err: '' };
    child.stdout.on('data', (part) => { written.out += part; });
    child.stderr.on('data', (part) => { written.err += part; });
    const { code: is } = await ended;
    const where = `${stage.scene}: emerg ${words.join(' ')}`;
    stage.runs += 1;
    stage.codes.add(is);
    if (code !== undefined && ![code].flat().includes(is)) {
        validator.fail(where, [`ended with ${is}, expected ${code}`, written.err.slice(0, 600)]);
    }
    const lines = written.out.split('\n').filter((line) => line !== '');
    for (const line of lines) validator.see(name ?? validator.nameOf(words), line, where);
    const errors = written.err.split('\n').filter((each) => each.startsWith('{'));
    for (const line of errors) {
        validator.see('error', line, where);
        stage.kinds.add(JSON.parse(line).error.kind);
    }
    if (errors.length === 1 && validator.isOutcome(words) && JSON.parse(errors[0]).error.code !== is) {
        validator.fail(where, [`ended with ${is}, and says ${errors[0].slice(0, 200)}`]);
    }
    return { code: is, lines: lines.map((line) => JSON.parse(line)) };
}

/** Where things stand, asked in every way that one case allows. */
async function lookAround(stage, page) {
    for (const words of [['list'], ['list', '--mine'], ['show', page], ['next', page], ['timeline', page], ['journal'], ['prompt'],
        ['watch', '--once'], ['call', 'role', page], ['handoff', 'incoming'], ['sync', '--dry-run']]) {
        await play(stage, words, { code: 0 });
    }
}

/** Each command that changes something: as a dry run, for good, and once more. */
export async function playScenes(stage, scenes, prepare) {
    const { sandbox } = stage;
    for (const scene of scenes) {
        stage.scene = scene.name;
        await prepare(sandbox, scene);
        await play(stage, [...scene.words, '--dry-run'], { code: 0 });
        await play(stage, scene.words, { code: 0 });
        await play(stage, scene.words);
        const page = scene.words.find((word) => word.startsWith('Q0EMERG')) ?? 'Q0EMERG0000001';
        await lookAround(stage, page);
    }
    sandbox.variables = {};
}
