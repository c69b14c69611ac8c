// What schedule export writes as iCalendar, read by a parser that shares nothing with us: each shift at the moment that PagerDuty says, through
// the calendar's own VTIMEZONE; the same events again after a change.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ICAL from 'ical.js';

const { EMERG: emerg, EMERG_SANDBOX_CONTROL: control, EMERG_SANDBOX_PAGERDUTY: pagerduty, EMERG_SANDBOX_PAGERDUTY_TOKEN: token } = process.env;
const now = '2026-10-24T12:00:00Z';
const file = join(mkdtempSync(join(tmpdir(), 'emerg-calendar-')), 'duty.ics');

function exported(...words) {
    execFileSync(emerg, ['schedule', 'export', '--format', 'ical', '--file', file, ...words]);
    const text = readFileSync(file, 'utf8');
    assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75), 'no line is longer than 75 octets');
    ICAL.TimezoneService.reset();
    const calendar = new ICAL.Component(ICAL.parse(text));
    for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
    return new Map(calendar.getAllSubcomponents('vevent').map((event) => [event.getFirstPropertyValue('uid'), new ICAL.Event(event)]));
}

const instant = (time) => time.toJSDate().toISOString();
const property = (event, name) => event.component.getFirstPropertyValue(name);

/** The final schedule, asked for directly. */
async function shifts(id) {
    const entries = [];
    for (const [since, until] of [[now, '2027-01-20T00:00:00Z'], ['2027-01-20T00:00:00Z', '2027-04-15T00:00:00Z']]) {
        const answer = await fetch(`${pagerduty}/schedules/${id}?overflow=true&since=${since}&until=${until}`, { headers: { Authorization: `Token token=${token}` } });
        entries.push(...(await answer.json()).schedule.final_schedule.rendered_schedule_entries);
    }
    return [...new Set(entries.map((each) => `${new Date(each.start).toISOString()} ${new Date(each.end).toISOString()} ${each.user.summary}`))];
}

const all = exported();
for (const [name, id] of [['ceoc', 'PSCH001'], ['manager', 'PSCH002']]) {
    const events = [...all.values()].filter((event) => event.summary.startsWith(`${name}: `));
    const told = events.map((event) => `${instant(event.startDate)} ${instant(event.endDate)} ${event.summary.slice(name.length + 2)}`);
    assert.deepEqual(told.sort(), (await shifts(id)).sort(), `the shifts of ${name} are at the moments that PagerDuty says`);
}
for (const event of all.values()) {
    assert.equal(property(event, 'transp'), 'TRANSPARENT');
    assert.equal(property(event, 'status'), 'CONFIRMED');
    assert.ok(event.sequence > 0 && property(event, 'dtstamp').zone === ICAL.Timezone.utcTimezone);
    assert.ok(['Europe/Madrid', 'America/Los_Angeles', 'UTC'].includes(event.startDate.zone.tzid), event.startDate.zone.tzid);
}

const mine = exported('--person', 'bo@example.com');
for (const [uid, event] of mine) {
    assert.equal(property(event, 'status') === 'CONFIRMED', all.get(uid).summary.endsWith('Bo Lindqvist'), 'what is not theirs is cancelled in the same file');
}

// Somebody takes a shift over: the same event, updated; the others are as they were.
const before = exported();
await fetch(`${control}/clock`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"advance":"1h"}' });
execFileSync(emerg, ['schedule', 'override', 'take', '--rotation', 'ceoc', '--at', '2026-10-25T02:00:00Z', '--yes']);
const after = exported();
const changed = [...after].filter(([uid, event]) => property(event, 'dtstamp').toString() !== property(before.get(uid), 'dtstamp').toString());
assert.deepEqual([...after.keys()].sort(), [...before.keys()].sort(), 'no event is there twice, none is lost');
assert.deepEqual(changed.map(([uid, event]) => [uid, event.summary]), [['ceoc-PSCH001-20261025T013000Z@emerg', 'ceoc: Ana Ortiz']]);
assert.ok(changed[0][1].sequence > before.get(changed[0][0]).sequence, 'a later sequence makes it an update');
console.log(`${all.size} events at the right moments; updates update`);
