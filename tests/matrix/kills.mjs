// kills.mjs EMERG [--only SCENE[/PLACE[/SIDE]]] [--jobs N]
// Each command is killed at each of its requests, before or after the service carried it out, and around each time
// that its journal becomes durable; then it is run once more, and every effect is there once.
import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { isMeant, readOptions } from "./options.mjs";
import { nameOf, rehearse, wrongAfterRepetition, wrongAfterTrouble } from "./rehearsal.mjs";
import { scenes } from "./scenes.mjs";
import { checkAll, finish, withStages } from "./workers.mjs";

const syncsAtMost = 200;

function requestPoints(scene, rehearsal) {
  return rehearsal.requests.flatMap((request, at) => ["before", "after"].map((side) => ({
    name: `${scene.name}/${at + 1}/${side}`,
    about: `killed ${side} ${nameOf(request)} is carried out`,
    check: async (stage) => {
      await stage.set(scene);
      return wrongAfterKill(stage, scene, rehearsal, await killAtRequest(stage, scene, request, side));
    },
  })));
}

async function killAtRequest(stage, scene, request, side) {
  await stage.sandbox.add({ ...request, kind: "hang", apply: side === "after" });
  const run = stage.start(scene.words);
  await untilStruck(stage.sandbox, run);
  run.child.kill("SIGKILL");
  const end = await run.ended;
  await stage.sandbox.clearFaults();
  return end;
}

async function untilStruck(sandbox, { ended }) {
  let isOver = false;
  ended.then(() => { isOver = true; });
  while (!isOver && !await sandbox.hasStruck()) await pause(2);
}

/** The syncs that the command makes are counted by killing it at each until it lives. */
async function syncPoints(stage, scene, rehearsal, library) {
  const points = [];
  for (let nth = 1; nth <= syncsAtMost; ++nth) {
    const sides = ["before", "after"].map((side) => syncPoint(scene, rehearsal, library, nth, side));
    await stage.set(scene);
    const { signal } = await killAtSync(stage, scene, library, nth, "before");
    if (signal !== "SIGKILL") return points;
    points.push(...sides);
  }
  throw new Error(`${scene.name}: more than ${syncsAtMost} syncs`);
}

function syncPoint(scene, rehearsal, library, nth, side) {
  return {
    name: `${scene.name}/sync-${nth}/${side}`,
    about: `killed ${side} sync ${nth} of the journal`,
    check: async (stage) => {
      await stage.set(scene);
      return wrongAfterKill(stage, scene, rehearsal, await killAtSync(stage, scene, library, nth, side));
    },
  };
}

function killAtSync(stage, scene, library, nth, side) {
  const variables = { LD_PRELOAD: library, KILL_AT_SYNC: `${nth}`, KILL_SIDE: side };
  return stage.run(scene.words, { variables });
}

async function wrongAfterKill(stage, scene, rehearsal, end) {
  if (end.signal !== "SIGKILL") return `it was not killed: it ended with ${end.code} and said: ${end.said}`;
  return await wrongAfterTrouble(stage, end, rehearsal) || wrongAfterRepetition(stage, scene, rehearsal, end);
}

function compile(folder) {
  const library = `${folder}/kill_at_sync.so`;
  const source = fileURLToPath(new URL("kill_at_sync.c", import.meta.url));
  execFileSync("cc", ["-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", library, source, "-ldl"]);
  return library;
}

async function pointsOf(stage, scene, library) {
  const rehearsal = await rehearse(stage, scene);
  return [...requestPoints(scene, rehearsal), ...await syncPoints(stage, scene, rehearsal, library)];
}

const { emerg, only, jobs } = readOptions({});
await withStages(emerg, async (open, folder) => {
  const stages = await Promise.all(Array.from({ length: jobs }, open));
  const library = compile(folder);
  const points = [];
  for (const scene of scenes.filter(({ name }) => isMeant(only.split("/")[0], name))) {
    points.push(...await pointsOf(stages[0], scene, library));
  }
  const meant = points.filter(({ name }) => isMeant(only, name));
  const failures = await checkAll(meant, stages);
  finish("kills", `${meant.length} kills`, failures, emerg);
});
