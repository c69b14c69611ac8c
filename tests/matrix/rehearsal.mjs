// A scene played cleanly: the requests that it takes, and the state before and after, to hold others against.
import { difference, forbidden } from "./state.mjs";

export async function rehearse(stage, scene) {
  await stage.set(scene);
  const before = await stage.state();
  const { code, said } = await stage.run(scene.words);
  if (code !== 0) throw new Error(`${scene.name}: the clean run ended with ${code}: ${said}`);
  return { before, clean: await stage.state(), requests: numbered(await stage.sandbox.requests()) };
}

/** Requests in an order that does not depend on how they overlapped: by their line, and how manieth of it. */
function numbered(requests) {
  const counts = new Map();
  for (const { service, method, path } of requests) {
    const line = `${service} ${method} ${path.split("?")[0]}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].sort().flatMap(([line, count]) => {
    const [service, method, path] = line.split(" ");
    return Array.from({ length: count }, (_, at) => ({ service, match: `${method} ${path}`, nth: at + 1 }));
  });
}

export function nameOf({ service, match, nth }) {
  return `${service} ${match} (${nth})`;
}

/** What is wrong after a run that trouble met: it may have done a part, but nothing else than the clean run. */
export async function wrongAfterTrouble(stage, { code, said }, { before, clean }) {
  const state = await stage.state();
  const wrong = forbidden(state, clean)
    || (code === 0 && difference(state, clean) && `ended with 0, but ${difference(state, clean)}`)
    || (code === 6 && difference(state, before) && `ended with 6, but ${difference(state, before)}`);
  return wrong ? `before the repetition: ${wrong}\nit ended with ${code} and said: ${said}` : "";
}

/** Runs the command once more: it must succeed, and the services hold what the clean run left. */
export async function wrongAfterRepetition(stage, scene, { clean }, troubled) {
  const { code, said } = await stage.run(scene.words);
  const state = await stage.state();
  const wrong = forbidden(state, clean) || difference(state, clean) || (code !== 0 && "only that it failed");
  if (!wrong) return "";
  return `after the repetition: ${wrong}\nfirst it ended with ${troubled.code ?? troubled.signal} and said: ${troubled.said}`
    + `\nthen with ${code} and said: ${said}`;
}
