// The words of the command line: EMERG first, then `--name value`.
import { resolve } from "node:path";

export function readOptions(defaults) {
  const [emerg, ...words] = process.argv.slice(2);
  const options = { only: "", jobs: 2, ...defaults };
  if (!emerg || words.length % 2 !== 0) misused(options);
  for (let at = 0; at < words.length; at += 2) {
    const name = words[at].replace(/^--/, "");
    if (!(name in options) || words[at] === name) misused(options);
    options[name] = typeof options[name] === "number" ? Number(words[at + 1]) : words[at + 1];
  }
  return { ...options, emerg: resolve(emerg) };
}

function misused(options) {
  const names = Object.entries(options).map(([name, value]) => `[--${name} ${value === "" ? "POINT" : value}]`);
  console.error(`usage: ${process.argv[1]} EMERG ${names.join(" ")}`);
  process.exit(2);
}

/** Is a point meant by `--only`: by its whole name, or by the first parts of it? */
export function isMeant(only, name) {
  return only === "" || name === only || name.startsWith(`${only}/`);
}
