// The commands under test, each with what has to happen before. A step is a command's words, a move of the
// clock, or a colleague who acknowledges the page in PagerDuty.
import { engineers } from "./people.mjs";

export const page = "Q0EMERG0000001";

const ack = { words: ["ack", page] };
const contact = { words: ["contact", page, "--yes"] };
const followup = { words: ["followup", page, "--yes"] };
const quarter = { clock: "16m" };
const contacted = [ack, contact];

/** `rivals`: who may run it at once, all meaning the same effect; some may be refused. */
export const scenes = [
  { name: "ack", setup: [], ...ack, rivals: engineers },
  { name: "take-page", setup: [{ acknowledgedBy: "bo" }], words: ["ack", page, "--take"] },
  { name: "take-case", setup: [{ ...ack, as: "bo" }], words: ["ack", page, "--take"] },
  { name: "contact", setup: [ack], ...contact, rivals: engineers },
  { name: "contact-alone", setup: [], ...contact, rivals: engineers },
  { name: "resolve", setup: contacted, words: ["resolve", page], rivals: engineers },
  { name: "resolve-force", setup: [], words: ["resolve", page, "--force", "--reason", "a duplicate page"] },
  { name: "four-points", setup: [...contacted, quarter], ...followup, rivals: engineers },
  { name: "closing", setup: [...contacted, quarter, followup, quarter], ...followup, rivals: engineers },
  { name: "note", setup: [ack], words: ["note", page, "gitaly is slow"], rivals: engineers },
  { name: "note-internal", setup: [ack], words: ["note", page, "--internal", "their disk is full"], rivals: engineers },
  { name: "handoff", setup: contacted, words: ["handoff", page, "--yes", "-m", "Problem: 502."], rivals: ["ana", "bo"] },
  {
    name: "handoff-named",
    setup: contacted,
    words: ["handoff", page, "--yes", "-m", "Problem: 502.", "--to", "francesca@example.com"],
    rivals: ["ana", "bo"],
  },
];
