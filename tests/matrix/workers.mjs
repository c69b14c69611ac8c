// Runs points on several stages beside each other, and reports.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";

import { Sandbox, writeScenario } from "./sandbox.mjs";
import { Stage } from "./stage.mjs";

/** Calls `work` with a function that makes stages; whatever happens, nothing of them stays behind. */
export async function withStages(emerg, work) {
  const folder = mkdtempSync(`${tmpdir()}/emerg-matrix-`);
  const scenario = writeScenario(folder);
  const sandboxes = [];
  const open = async () => {
    const sandbox = await Sandbox.start(emerg, scenario);
    sandboxes.push(sandbox);
    return new Stage(emerg, sandbox, folder);
  };
  try {
    return await work(open, folder);
  } finally {
    await Promise.all(sandboxes.map((sandbox) => sandbox.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each point is {name, about, check}; `check(stage)` gives what is wrong, or nothing. */
export async function checkAll(points, stages) {
  const failures = [];
  const left = [...points];
  const progress = setInterval(() => {
    console.error(`${points.length - left.length} of ${points.length}, ${failures.length} failures`);
  }, 10_000);
  const worker = async (stage) => {
    for (let point = left.shift(); point; point = left.shift()) {
      const wrong = await wrongOf(point, stage);
      if (wrong) failures.push({ ...point, wrong });
    }
  };
  await Promise.all(stages.map(worker));
  clearInterval(progress);
  return failures;
}

async function wrongOf(point, stage) {
  try {
    return await point.check(stage);
  } catch (problem) {
    return `${problem.message}`;
  }
}

/** Tells the failures, each with the words that replay it alone, and ends the program. */
export function finish(program, summary, failures, emerg) {
  for (const { name, about, wrong } of failures) {
    console.log(`FAILED ${program}.mjs ${emerg} --only ${name}\n  ${about}\n  ${wrong.replaceAll("\n", "\n  ")}`);
  }
  console.log(`${program}: ${summary}, ${failures.length} failures`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
