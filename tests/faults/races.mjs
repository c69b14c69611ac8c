// races.mjs EMERG [--only SCENE/…] [--rounds N] [--sample N] [--minutes N] [--jobs N]: 2, 4 and 8 processes of the same command on one case at once; one of
// each effect. As one user on one machine, as one user on several machines, as two users on several machines.
import { Sandbox } from './sandbox.mjs';
import { bo, prepare } from './scenes.mjs';
import { options, chosenScenes, cleanRun, everyPoint, held, report, withoutNext } from './matrix.mjs';
import { difference, wrongs } from './state.mjs';

const sizes = [2, 4, 8];
const casts = {
    'one-machine': () => ({ machine: 'a' }),
    'many-machines': (index) => ({ machine: `a${index}` }),
    'two-users': (index) => ({ machine: `u${index}`, variables: index % 2 === 0 ? {} : bo }),
};
/** Whoever comes second may be refused or stand down; nothing else may happen to it. */
const acceptable = [0, 8, 9];

/** Whoever loses a claim puts the winner's tag back. A ticket that the winner has merged meanwhile is closed and takes no tag, and none of its
 * step tags is read any more: they are left out. */
function withoutLostTags(ticket) {
    return ticket.status === 'closed' ? { ...ticket, tags: ticket.tags.filter((tag) => !tag.startsWith('emerg_')) } : ticket;
}

/** Who won differs from round to round where there are two users: names and what follows from them; not whose time on call it is. */
function anonymous({ overrides, tickets, ...state }) {
    const text = JSON.stringify({ ...state, tickets: tickets.map(withoutLostTags) })
        .replace(/Ana Ortiz|Bo Lindqvist/g, 'somebody').replace(/"(by|assignee)":900[13]/g, '"$1":9001')
        .replace(/\d\d:\d\d (CET|CEST|EST|EDT) \((\d\d:\d\d UTC)\)/g, '$2');
    return { ...JSON.parse(text), overrides };
}

async function race(sandbox, { scene, clean, size, cast }) {
    await prepare(sandbox, scene);
    const runners = Array.from({ length: size }, (_, index) => sandbox.run(scene.words, casts[cast](index)));
    const ends = await Promise.all(runners);
    const now = anonymous(await held(sandbox));
    const faults = wrongs(now, clean);
    const differs = scene.namesNext ? difference(withoutNext(now), withoutNext(clean)) : difference(now, clean);
    if (differs) faults.push(differs);
    const bad = ends.find(({ code }) => !acceptable.includes(code));
    if (bad) faults.push(`one ended with ${bad.code}: ${bad.said.trim()}`);
    if (!ends.some(({ code }) => code === 0)) faults.push('nobody ended with 0');
    if (faults.length > 0) faults.push(...ends.map(({ code, said }, index) => `${index} ended with ${code}: ${said.trim().replace(/\n/g, ' / ')}`));
    return faults;
}

/** take: each takes it from the one before; so does, between two users, take-shift. */
const unraced = ['take'];
const unracedByTwo = ['take-shift'];

const chosen = options('races.mjs EMERG [--only SCENE/CAST/SIZE] [--rounds N] [--sample N] [--minutes N] [--jobs N]',
    { rounds: { type: 'string', default: '100' } });
const first = await Sandbox.start(chosen.emerg);
const points = [];
for (const scene of chosenScenes(chosen.only).filter((each) => chosen.only !== '' || !unraced.includes(each.name))) {
    const clean = anonymous((await cleanRun(first, scene)).state);
    for (const cast of Object.keys(casts).filter((each) => each !== 'two-users' || !unracedByTwo.includes(scene.name))) {
        for (const size of sizes) {
            for (let round = 1; round <= Number(chosen.rounds); ++round) {
                points.push({ name: `${scene.name}/${cast}/${size}/${round}`, scene, clean, size, cast });
            }
        }
    }
}
await first.stop();
report('races', await everyPoint(chosen, points, race), ` (${chosen.rounds} rounds each)`);
