// What the services hold, without the ids and times that differ from run to run.

export function projection(state, ready) {
  const names = namesOf(state);
  const plain = plainText(state, ready);
  return {
    incidents: state.pagerduty.incidents.map((incident) => incidentOf(incident)),
    tickets: state.zendesk.tickets.map((ticket) => ticketOf(ticket, names, plain)),
    channels: state.slack.channels.map((channel) => channelOf(channel, names, plain)),
  };
}

function namesOf(state) {
  const zendesk = state.zendesk.users.map((user) => [user.id, user.name]);
  const slack = state.slack.users.map((user) => [user.id, user.real_name]);
  return new Map([...zendesk, ...slack]);
}

/** A function that says `message 2 of C001` for a permalink, and leaves out the port of the sandbox. */
function plainText(state, ready) {
  const positions = new Map();
  for (const channel of state.slack.channels) {
    channel.messages.forEach((message, at) =>
      positions.set(`${channel.id}/p${message.ts.replace(".", "")}`, `message ${at} of ${channel.id}`));
  }
  return (text) => text
    .replaceAll(ready.zendesk, "ZENDESK")
    .replace(/\w+\/p\d{16}/g, (link) => positions.get(link) ?? "no message");
}

function incidentOf(incident) {
  return {
    status: incident.status,
    acknowledgedBy: incident.acknowledgements.map((each) => each.acknowledger.summary).sort(),
    assignedTo: incident.assignments.map((each) => each.assignee.summary).sort(),
    notes: incident.notes.map((note) => note.content),
    log: incident.log_entries.map((entry) => `${entry.type} ${entry.agent.summary}`).sort(),
  };
}

function ticketOf(ticket, names, plain) {
  return {
    status: ticket.status,
    priority: ticket.priority,
    assignee: names.get(ticket.assignee_id) ?? null,
    tags: [...ticket.tags].sort(),
    comments: ticket.comments.map((comment) => ({
      visible: comment.public ? "public" : "internal",
      author: names.get(comment.author_id),
      text: plain(comment.body),
    })),
  };
}

function channelOf(channel, names, plain) {
  const places = new Map(channel.messages.map((message, at) => [message.ts, at]));
  return channel.messages.filter((message) => !message.subtype).map((message) => ({
    author: names.get(message.user),
    answers: message.thread_ts && message.thread_ts !== message.ts ? places.get(message.thread_ts) : null,
    text: plain(message.text),
  }));
}

/** The differences of two projections in one line; empty if they are equal. */
export function difference(is, expected, path = "") {
  if (JSON.stringify(is) === JSON.stringify(expected)) return "";
  const isNested = [is, expected].every((each) => each !== null && typeof each === "object");
  if (!isNested || isListOfWords(is)) return `${path}: is ${JSON.stringify(is)}, expected ${JSON.stringify(expected)}`;
  const keys = new Set([...Object.keys(is), ...Object.keys(expected)]);
  return [...keys].map((key) => difference(is[key], expected[key], `${path}/${key}`)).filter(Boolean).join("; ");
}

function isListOfWords(value) {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

/** What no state may hold, however far a command came: a text twice, or one that the clean run's end lacks. */
export function forbidden(is, clean) {
  const left = textsOf(clean);
  for (const text of textsOf(is)) {
    const at = left.indexOf(text);
    if (at < 0) return `${textsOf(clean).includes(text) ? "twice" : "unknown"}: ${text}`;
    left.splice(at, 1);
  }
  return "";
}

function textsOf({ incidents, tickets, channels }) {
  return [
    ...incidents.flatMap((incident) => incident.notes.map((note) => `incident note ${note}`)),
    ...tickets.flatMap((ticket) => ticket.comments.map((comment) => `${comment.visible} ${comment.text}`)),
    ...channels.flat().map((message) => `${message.answers === null ? "thread" : "reply"} ${message.text}`),
  ];
}
