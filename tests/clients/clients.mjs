// The published clients of the services, used as their own documentation shows, against a sandbox:
//   npm install --no-package-lock --prefix tests/clients && emerg sandbox exec -- node tests/clients/clients.mjs
// A sandbox that only emerg understands would prove little about emerg.
import assert from 'node:assert/strict';
import test from 'node:test';

import { Gitlab } from '@gitbeaker/rest';
import pagerduty from '@pagerduty/pdjs';
import { ErrorCode, LogLevel, WebClient } from '@slack/web-api';
import zendesk from 'node-zendesk';

const needed = [
  'EMERG_SANDBOX_PAGERDUTY', 'EMERG_SANDBOX_EVENTS', 'EMERG_SANDBOX_ZENDESK', 'EMERG_SANDBOX_SLACK', 'EMERG_SANDBOX_GITLAB',
  'EMERG_SANDBOX_PAGERDUTY_TOKEN', 'EMERG_SANDBOX_ZENDESK_TOKEN', 'EMERG_SANDBOX_SLACK_TOKEN',
];
for (const name of needed) {
  assert.ok(process.env[name], `${name} is not set: run this inside "emerg sandbox exec --"`);
}
const address = (service) => process.env[`EMERG_SANDBOX_${service}`].replace(/\/$/, '');
const token = (service) => process.env[`EMERG_SANDBOX_${service}_TOKEN`];

const endpointUri = `${address('ZENDESK')}/api/v2`;
const bearer = zendesk.createClient({ endpointUri, token: token('ZENDESK'), oauth: true });
const me = (await bearer.users.me()).result;

function desk() {
  return zendesk.createClient({ endpointUri, username: me.email, token: token('ZENDESK') });
}

function workspace(slackToken = token('SLACK')) {
  return new WebClient(slackToken, {
    slackApiUrl: `${address('SLACK')}/`,
    retryConfig: { retries: 0 },
    logLevel: LogLevel.ERROR,
  });
}

// pdjs forces https on `server`, so every call names the whole URL.
async function duty(method, path, data, headers = {}) {
  const answer = await pagerduty.api({
    url: `${address('PAGERDUTY')}${path}`, token: token('PAGERDUTY'), method, data,
    headers: { From: me.email, ...headers },
  });
  return { status: answer.response.status, data: answer.data, next: answer.next };
}

async function openIncident() {
  const { data } = await duty('GET', '/incidents?statuses[]=triggered&statuses[]=acknowledged');
  assert.ok(data.incidents.length > 0, 'the scenario has an open incident');
  return data.incidents[0];
}

async function openTicket() {
  const found = await desk().search.query('type:ticket status<solved');
  const tickets = Array.isArray(found.result) ? found.result : found.result.results;
  assert.ok(tickets.length > 0, 'the scenario has an open ticket');
  return tickets[0];
}

async function aChannel() {
  const { channels } = await workspace().conversations.list({ limit: 1 });
  assert.equal(channels.length, 1);
  return channels[0];
}

test('pdjs lists, acknowledges and annotates an incident', async () => {
  const incident = await openIncident();
  const acknowledged = await duty('PUT', `/incidents/${incident.id}`, {
    incident: { type: 'incident_reference', status: 'acknowledged' },
  });
  assert.equal(acknowledged.status, 200);
  assert.equal(acknowledged.data.incident.status, 'acknowledged');

  const note = await duty('POST', `/incidents/${incident.id}/notes`, { note: { content: 'seen' } });
  assert.equal(note.data.note.content, 'seen');
  const { data } = await duty('GET', `/incidents/${incident.id}/notes`);
  assert.ok(data.notes.some((kept) => kept.id === note.data.note.id));
});

test('pdjs sees who is on call and turns pages', async () => {
  const { data } = await duty('GET', '/oncalls');
  assert.ok(data.oncalls.length > 0);
  const first = await duty('GET', '/users?limit=1');
  assert.equal(first.data.users.length, 1);
  assert.equal(first.data.more, true);
  const second = await first.next();
  assert.notEqual(second.data.users[0].id, first.data.users[0].id);
});

test('pdjs follows a policy to the people that it pages', async () => {
  const { data } = await duty('GET', '/escalation_policies?include[]=targets');
  const targets = data.escalation_policies.flatMap((policy) => policy.escalation_rules)
    .flatMap((rule) => rule.targets);
  assert.ok(targets.every((target) => target.type === 'user' || target.type === 'schedule'));
});

test('pdjs is refused with a wrong token', async () => {
  const answer = await pagerduty.api({
    url: `${address('PAGERDUTY')}/incidents`, token: 'nobody', method: 'GET',
  }).catch((refusal) => refusal);
  const status = answer.response ? answer.response.status : answer.status;
  assert.equal(status, 401);
});

test('an event by pdjs is accepted', async () => {
  const { data } = await duty('GET', '/services');
  const withKey = data.services.find((service) => service.integrations?.[0]?.integration_key);
  const answer = await pagerduty.api({
    url: `${address('EVENTS')}/v2/enqueue`, token: 'none', method: 'POST',
    data: {
      routing_key: withKey?.integrations[0].integration_key ?? '0123456789abcdef0123456789abcdef',
      event_action: 'trigger',
      dedup_key: 'clients-test',
      payload: { summary: 'Published client', source: 'clients.mjs', severity: 'critical' },
    },
  });
  assert.equal(answer.response.status, 202);
  assert.equal(answer.data.dedup_key, 'clients-test');
});

test('node-zendesk knows who it is, by Basic and by Bearer', async () => {
  assert.ok(Number.isInteger(me.id));
  assert.equal((await desk().users.me()).result.id, me.id);
});

test('node-zendesk is refused with a wrong token', async () => {
  const stranger = zendesk.createClient({ endpointUri, username: me.email, token: 'nobody' });
  await assert.rejects(stranger.tickets.show(1), /\(401\)/);
});

test('node-zendesk reads, updates and comments a ticket', async () => {
  const ticket = await openTicket();
  const answer = await desk().tickets.update(ticket.id, {
    ticket: { assignee_id: me.id, comment: { body: 'We are looking at it.', public: true } },
  });
  assert.equal(answer.result.assignee_id, me.id);

  const comments = await desk().tickets.getComments(ticket.id);
  assert.ok(comments.some((comment) => comment.body === 'We are looking at it.'));
  const { result } = await desk().tickets.show(ticket.id);
  assert.equal(result.status, 'open');
});

test('node-zendesk is told when a ticket changed meanwhile', async () => {
  const ticket = await openTicket();
  const stale = { safe_update: true, updated_stamp: '2001-01-01T00:00:00Z', priority: 'low' };
  await assert.rejects(desk().tickets.update(ticket.id, { ticket: stale }),
    /\(409\)/);
});

test('node-zendesk creates a ticket and finds it again', async () => {
  const subject = `Made by node-zendesk ${process.pid}`;
  const made = await desk().tickets.create({ ticket: { subject, comment: { body: 'Hello' } } });
  assert.equal(made.result.subject, subject);
  const found = await desk().search.query(`type:ticket "${subject}"`);
  const tickets = Array.isArray(found.result) ? found.result : found.result.results;
  assert.deepEqual(tickets.map((ticket) => ticket.id), [made.result.id]);
  const missing = desk().tickets.show(999999999);
  await assert.rejects(missing, /\(404\)/);
});

test('node-zendesk lists everything, page after page', async () => {
  const users = await desk().users.list();
  assert.ok(users.some((user) => user.email === me.email));
  const organizations = await desk().organizations.list();
  assert.ok(organizations.every((organization) => Number.isInteger(organization.id)));
});

test('web-api posts into a thread and reads it back with its metadata', async () => {
  const slack = workspace();
  const channel = await aChannel();
  const metadata = { event_type: 'emerg_test', event_payload: { key: `clients/${process.pid}` } };
  const root = await slack.chat.postMessage({ channel: channel.id, text: 'root', metadata });
  const reply = await slack.chat.postMessage({
    channel: channel.id, text: 'reply', thread_ts: root.ts,
  });
  assert.ok(reply.ts > root.ts);

  const thread = await slack.conversations.replies({
    channel: channel.id, ts: root.ts, include_all_metadata: true,
  });
  assert.deepEqual(thread.messages.map((message) => message.text), ['root', 'reply']);
  assert.deepEqual(thread.messages[0].metadata, metadata);
  const plain = await slack.conversations.history({ channel: channel.id, limit: 5 });
  assert.ok(plain.messages.every((message) => message.metadata === undefined));
  assert.ok(plain.messages.every((message) => message.ts !== reply.ts));
});

test('web-api follows cursors to the end', async () => {
  const channels = [];
  for await (const page of workspace().paginate('conversations.list', { limit: 1 })) {
    channels.push(...page.channels.map((channel) => channel.id));
  }
  assert.equal(new Set(channels).size, channels.length);
  const { channels: all } = await workspace().conversations.list({ limit: 999 });
  assert.equal(channels.length, all.length);
});

test('web-api finds a person, links, reacts once and edits', async () => {
  const slack = workspace();
  const channel = await aChannel();
  const found = await slack.users.lookupByEmail({ email: me.email });
  assert.equal(found.user.profile.email, me.email);

  const { ts } = await slack.chat.postMessage({ channel: channel.id, text: 'first words' });
  const link = await slack.chat.getPermalink({ channel: channel.id, message_ts: ts });
  assert.ok(link.permalink.endsWith(`/archives/${channel.id}/p${ts.replace('.', '')}`));
  await slack.reactions.add({ channel: channel.id, timestamp: ts, name: 'eyes' });
  await assert.rejects(slack.reactions.add({ channel: channel.id, timestamp: ts, name: 'eyes' }),
    (error) => error.data.error === 'already_reacted');
  const edited = await slack.chat.update({ channel: channel.id, ts, text: 'second words' });
  assert.equal(edited.text, 'second words');
});

test('web-api uploads a file into a thread', async () => {
  const slack = workspace();
  const channel = await aChannel();
  const root = await slack.chat.postMessage({ channel: channel.id, text: 'logs follow' });
  await slack.filesUploadV2({
    channel_id: channel.id, thread_ts: root.ts, filename: 'gitaly.log', content: 'slow\n',
  });
  const thread = await slack.conversations.replies({ channel: channel.id, ts: root.ts });
  assert.equal(thread.messages[1].files[0].title, 'gitaly.log');
});

test('web-api is told where a bot may not look, and what a bot may not ask', async () => {
  const person = workspace('xoxp-sandbox-token-0004');
  const { channel } = await person.conversations.create({ name: `elsewhere-${process.pid}` });
  await person.chat.postMessage({ channel: channel.id, text: 'nobody else is here' });
  await assert.rejects(workspace().conversations.history({ channel: channel.id }),
    (error) => error.data.error === 'not_in_channel');
  await assert.rejects(workspace().search.messages({ query: 'nobody' }),
    (error) => error.data.error === 'not_allowed_token_type');
  const found = await person.search.messages({ query: 'nobody else' });
  assert.equal(found.messages.total, 1);
});

test('web-api lists the files that it shared', async () => {
  const slack = workspace();
  const channel = await aChannel();
  await slack.filesUploadV2({ channel_id: channel.id, filename: 'listed.log', content: 'x' });
  const { files } = await slack.files.list({ channel: channel.id });
  assert.ok(files.some((file) => file.name === 'listed.log'));
});

test('web-api is told what was wrong', async () => {
  await assert.rejects(workspace('xoxb-nobody').auth.test(), (error) => {
    assert.equal(error.code, ErrorCode.PlatformError);
    return error.data.error === 'invalid_auth';
  });
  await assert.rejects(workspace().chat.postMessage({ channel: 'C0NOWHERE', text: 'x' }),
    (error) => error.data.error === 'channel_not_found');
});

test('gitbeaker finds issues on every page, by number and by cursor', async () => {
  const gitlab = new Gitlab({ host: address('GITLAB'), token: 'gitlab-sandbox-token-0001' });
  const project = 'acme/emergency-runbooks';
  const made = [];
  for (const title of ['first', 'second', 'third']) {
    made.push((await gitlab.Issues.create(project, title, { labels: 'paged' })).iid);
  }
  const asked = { projectId: project, labels: 'paged', perPage: 1, sort: 'asc' };
  const numbered = await gitlab.Issues.all(asked);
  assert.deepEqual(numbered.map((issue) => issue.iid), made);
  const keyset = await gitlab.Issues.all({ ...asked, pagination: 'keyset', orderBy: 'created_at' });
  assert.deepEqual(keyset.map((issue) => issue.iid), made);

  const closed = await gitlab.Issues.edit(project, made[0], { stateEvent: 'close', addLabels: 'done' });
  assert.equal(closed.state, 'closed');
  assert.deepEqual(closed.labels, ['paged', 'done']);
});
