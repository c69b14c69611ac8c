// races.mjs EMERG [--only SCENE[/WHO[/PROCESSES]]] [--rounds N] [--jobs N]
// The same command by several processes at once, on one machine, on several, by several people. After each round
// every effect is there once, and all of them are one person's.
import { isMeant, readOptions } from "./options.mjs";
import { scenes } from "./scenes.mjs";
import { difference, forbidden } from "./state.mjs";
import { checkAll, finish, withStages } from "./workers.mjs";

const counts = [2, 4, 8];
const fair = [0, 8, 9];

/** Who runs the process of a number, and on which machine. */
const fields = {
  "one-machine": () => ({ as: "ana" }),
  machines: (at) => ({ as: "ana", machine: `machine-${at}` }),
  people: (at, { rivals }) => ({ as: rivals[at % rivals.length], machine: `machine-${at}` }),
};

function pointsOf(scene, ends, rounds, codes) {
  return Object.entries(fields).flatMap(([who, runner]) => counts.map((count) => {
    const runners = Array.from({ length: count }, (_, at) => runner(at, scene));
    const winners = new Set(runners.map(({ as }) => as).filter((as) => as in ends));
    const game = { scene, runners, codes, ends: [...winners].map((as) => ends[as]) };
    return {
      name: `${scene.name}/${who}/${count}`,
      about: `${count} processes, ${who}`,
      check: (stage) => wrongOfRounds(rounds, () => wrongOfRound(stage, game)),
    };
  }));
}

async function wrongOfRounds(rounds, play) {
  const wrongs = [];
  for (let round = 0; round < rounds; ++round) {
    const wrong = await play();
    if (wrong) wrongs.push(wrong);
  }
  return wrongs.length > 0 ? `${wrongs.length} of ${rounds} rounds; the first: ${wrongs[0]}` : "";
}

async function wrongOfRound(stage, { scene, runners, ends, codes }) {
  await stage.set(scene);
  const runs = await Promise.all(runners.map((runner) => stage.run(scene.words, runner)));
  for (const { code } of runs) codes.set(code, (codes.get(code) ?? 0) + 1);
  const wrong = wrongOfState(await stage.state(), ends) || wrongOfCodes(runs);
  return wrong && [wrong, ...runs.map(({ code, signal, said }, at) =>
    `${at + 1}. ${runners[at].as} ended with ${code ?? signal} and said: ${said}`)].join("\n");
}

/** The state has to be what one of those who ran would have left alone; the nearest of them tells what is wrong. */
function wrongOfState(state, ends) {
  const near = ends.filter((end) => !forbidden(state, end));
  const wrongs = (near.length > 0 ? near : ends).map((end) => forbidden(state, end) || difference(state, end));
  return wrongs.includes("") ? "" : wrongs.join("\nor: ");
}

function wrongOfCodes(runs) {
  const isFair = runs.every(({ code }) => fair.includes(code)) && runs.some(({ code }) => code === 0);
  return isFair ? "" : `the ends are ${runs.map(({ code, signal }) => code ?? signal).join(" ")}`;
}

/** What each of the rivals would leave alone, but for those who are refused. */
async function endsOf(stage, scene) {
  const ends = {};
  for (const as of scene.rivals) {
    await stage.set(scene);
    const { code } = await stage.run(scene.words, { as, machine: "machine-0" });
    if (code === 0) ends[as] = await stage.state();
  }
  return ends;
}

function inOrder(codes) {
  return [...codes].sort(([one], [other]) => one - other).map(([code, count]) => `${count} with ${code}`).join(", ");
}

const { emerg, only, jobs, rounds } = readOptions({ rounds: 100 });
await withStages(emerg, async (open) => {
  const stages = await Promise.all(Array.from({ length: jobs }, open));
  const codes = new Map();
  const points = [];
  for (const scene of scenes.filter(({ name, rivals }) => rivals && isMeant(only.split("/")[0], name))) {
    points.push(...pointsOf(scene, await endsOf(stages[0], scene), rounds, codes));
  }
  const meant = points.filter(({ name }) => isMeant(only, name));
  const failures = await checkAll(meant, stages);
  finish("races", `${meant.length} races of ${rounds} rounds, processes ended ${inOrder(codes)}`, failures, emerg);
});
