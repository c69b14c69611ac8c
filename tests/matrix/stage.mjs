// A sandbox with the machines that use it: sets a scene, runs commands, looks at what came of them.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";

import { acknowledgeAs, identity } from "./people.mjs";
import { plainEnvironment } from "./sandbox.mjs";
import { page } from "./scenes.mjs";
import { projection } from "./state.mjs";

const longest = 90_000;

export class Stage {
  constructor(emerg, sandbox, folder) {
    this.emerg = emerg;
    this.sandbox = sandbox;
    this.folder = folder;
    this.home = null;
    this.environment = plainEnvironment();
  }

  async set(scene) {
    this.clear();
    this.home = mkdtempSync(`${this.folder}/home-`);
    await this.sandbox.reset();
    for (const step of scene.setup) await this.take(step);
    await this.sandbox.forgetRequests();
  }

  clear() {
    if (this.home) rmSync(this.home, { recursive: true, force: true });
  }

  async take(step) {
    if (step.clock) return this.sandbox.advance(step.clock);
    if (step.acknowledgedBy) return acknowledgeAs(step.acknowledgedBy, this.sandbox.ready.pagerduty, page);
    const { code, said } = await this.run(step.words, { as: step.as });
    if (code !== 0) throw new Error(`${step.words.join(" ")} ended with ${code}: ${said}`);
  }

  /** Starts emerg as somebody, on a machine (one state folder) of theirs. */
  start(words, { as = "ana", machine = as, variables = {} } = {}) {
    const child = spawn(this.emerg, words, {
      env: {
        ...this.environment,
        HOME: this.home,
        EMERG_CONFIG: this.sandbox.ready.config,
        EMERG_STATE: `${this.home}/${machine}`,
        ...identity(as),
        ...variables,
      },
      stdio: ["ignore", "ignore", "pipe"],
      timeout: longest,
      killSignal: "SIGKILL",
    });
    return { child, ended: endOf(child) };
  }

  run(words, options) {
    return this.start(words, options).ended;
  }

  async state() {
    return projection(await this.sandbox.state(), this.sandbox.ready);
  }
}

function endOf(child) {
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => { said += text; });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, said: said.trim() }));
  });
}
