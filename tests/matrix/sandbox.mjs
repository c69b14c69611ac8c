// One `emerg sandbox serve`, and its control port.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const base = new URL("../../apps/sandbox/scenarios/base.yaml", import.meta.url);

/** Scenario `base` with a clock that starts at one moment, so that texts with times are the same in each run.
 *  It is near to this machine's, so that what emerg remembers of earlier commands is not too old. */
export function writeScenario(folder) {
  const path = `${folder}/scenario.yaml`;
  const hour = new Date().toISOString().slice(0, 13);
  writeFileSync(path, `now: "${hour}:00:00Z"\n${readFileSync(base, "utf8")}`);
  return path;
}

/** This process's variables without the settings of emerg, which could reach real accounts. */
export function plainEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("EMERG_")));
}

export class Sandbox {
  static async start(emerg, scenario) {
    const child = spawn(emerg, ["sandbox", "serve", "--scenario", scenario], {
      env: plainEnvironment(),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface({ input: child.stdout });
    const [line] = await Promise.race([once(lines, "line"), once(child, "exit").then(() => ["null"])]);
    const ready = JSON.parse(line);
    if (!ready) throw new Error("the sandbox did not start");
    return new Sandbox(child, ready);
  }

  constructor(child, ready) {
    this.child = child;
    this.ready = ready;
  }

  async control(method, path, body) {
    const answer = await fetch(this.ready.control + path, { method, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.json();
  }

  reset() { return this.control("POST", "/reset"); }
  state() { return this.control("GET", "/state"); }
  requests() { return this.control("GET", "/requests"); }
  forgetRequests() { return this.control("DELETE", "/requests"); }
  advance(span) { return this.control("POST", "/clock", { advance: span }); }
  add(fault) { return this.control("POST", "/faults", [fault]); }
  clearFaults() { return this.control("DELETE", "/faults"); }

  async hasStruck() {
    const [fault] = await this.control("GET", "/faults");
    return fault.done > 0;
  }

  async stop() {
    const ended = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await ended;
  }
}
