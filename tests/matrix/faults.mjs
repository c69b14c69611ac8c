// faults.mjs EMERG [--only SCENE[/REQUEST[/KIND]]] [--jobs N]
// Each request of each command meets each kind of trouble; then the command is run once more, and the services
// hold what they hold after a run without trouble: every effect once.
import { isMeant, readOptions } from "./options.mjs";
import { nameOf, rehearse, wrongAfterRepetition, wrongAfterTrouble } from "./rehearsal.mjs";
import { scenes } from "./scenes.mjs";
import { checkAll, finish, withStages } from "./workers.mjs";

const hurried = ["--timeout", "1s"];

/** What meets one request. */
const faults = {
  reset_before: { fault: { kind: "reset_before" } },
  reset_after: { fault: { kind: "reset_after" } },
  hang: { fault: { kind: "hang" }, words: hurried },
  hang_applied: { fault: { kind: "hang", apply: true }, words: hurried },
  429: { fault: { kind: "status", status: 429 } },
  "429_retry_after": { fault: { kind: "status", status: 429, headers: { "Retry-After": "1" } } },
  500: { fault: { kind: "status", status: 500 } },
  "500_applied": { fault: { kind: "status", status: 500, apply: true } },
  "503_html": { fault: { kind: "html", status: 503 } },
  html: { fault: { kind: "html", status: 200 } },
  html_applied: { fault: { kind: "html", status: 200, apply: true } },
  truncate: { fault: { kind: "truncate" } },
  garbage: { fault: { kind: "garbage" } },
  garbage_applied: { fault: { kind: "garbage", apply: true } },
  lasting_503: { fault: { kind: "status", status: 503, times: 0 }, words: hurried },
  lasting_reset_after: { fault: { kind: "reset_after", times: 0 }, words: hurried },
};

/** What meets every request to a service. Nothing listens on port 1; the sandbox speaks no TLS. */
const addresses = {
  refused: (address) => address.replace(/:\d+/, ":1"),
  tls: (address) => address.replace("http:", "https:"),
};

function pointsOf(scene, rehearsal) {
  const services = [...new Set(rehearsal.requests.map((request) => request.service))];
  return [
    { name: `${scene.name}/again`, about: "no trouble at all", check: playerOf(scene, rehearsal, {}) },
    ...rehearsal.requests.flatMap((request, at) => requestPoints(scene, rehearsal, request, at + 1)),
    ...services.flatMap((service) => servicePoints(scene, rehearsal, service)),
  ];
}

function requestPoints(scene, rehearsal, request, number) {
  return Object.entries(faults).map(([kind, { fault, words }]) => ({
    name: `${scene.name}/${number}/${kind}`,
    about: `${kind} meets ${nameOf(request)}`,
    check: playerOf(scene, rehearsal, { fault: { ...request, ...fault }, words }),
  }));
}

function servicePoints(scene, rehearsal, service) {
  return Object.entries(addresses).map(([kind, elsewhere]) => ({
    name: `${scene.name}/${service}/${kind}`,
    about: `${kind}: every request to ${service}`,
    check: playerOf(scene, rehearsal, { service, elsewhere, words: hurried }),
  }));
}

function playerOf(scene, rehearsal, trouble) {
  return async (stage) => {
    await stage.set(scene);
    const troubled = await runUnder(trouble, stage, scene);
    return await wrongAfterTrouble(stage, troubled, rehearsal)
      || await wrongAfterRepetition(stage, scene, rehearsal, troubled);
  };
}

async function runUnder({ fault, service, elsewhere, words = [] }, stage, scene) {
  if (fault) await stage.sandbox.add(fault);
  const variables = service
    ? { [`EMERG_${service.toUpperCase()}_URL`]: elsewhere(stage.sandbox.ready[service]) }
    : {};
  const troubled = await stage.run([...scene.words, ...words], { variables });
  if (fault && !await stage.sandbox.hasStruck()) throw new Error("the request that was to meet it did not come");
  await stage.sandbox.clearFaults();
  return troubled;
}

const { emerg, only, jobs } = readOptions({});
await withStages(emerg, async (open) => {
  const stages = await Promise.all(Array.from({ length: jobs }, open));
  const points = [];
  for (const scene of scenes.filter(({ name }) => isMeant(only.split("/")[0], name))) {
    points.push(...pointsOf(scene, await rehearse(stages[0], scene)));
  }
  const meant = points.filter(({ name }) => isMeant(only, name));
  const failures = await checkAll(meant, stages);
  finish("faults", `${meant.length} points`, failures, emerg);
});
