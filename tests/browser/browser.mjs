// The pages that emerg writes, looked at in a real browser: by day and by night, on a desk and on a telephone, by keyboard and by what a
// screen reader is told.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PNG } from 'pngjs';
import puppeteer from 'puppeteer-core';

const emerg = process.env.EMERG;
const work = mkdtempSync(join(tmpdir(), 'emerg-browser-'));
const program = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'].find(existsSync);
function skipped(reason) {
    console.log(`skipped: ${reason}`);
    process.exit(77);
}

if (!program) skipped('no browser is here');
const browser = await puppeteer.launch({ executablePath: program, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] })
    .catch((problem) => skipped(`the browser does not start: ${problem.message}`));

function written(name, ...words) {
    const file = join(work, name);
    execFileSync(emerg, [...words, '--file', file]);
    return pathToFileURL(file).href;
}

/** The page as somebody would have it before them, and whatever it asked of the network or complained about. */
async function opened(url, { width, scheme }) {
    const page = await browser.newPage();
    const seen = { requests: [], complaints: [] };
    page.on('request', (request) => seen.requests.push(request.url()));
    page.on('pageerror', (error) => seen.complaints.push(error.message));
    page.on('console', (message) => seen.complaints.push(message.text()));
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(url);
    return { page, seen };
}

/** How many of a picture's points have about this colour. */
async function pointsOf(page, colours) {
    const picture = PNG.sync.read(Buffer.from(await page.screenshot({ fullPage: true })));
    const counts = colours.map(() => 0);
    for (let at = 0; at < picture.data.length; at += 4) {
        colours.forEach((colour, which) => {
            if (colour.every((part, i) => Math.abs(part - picture.data[at + i]) <= 2)) counts[which] += 1;
        });
    }
    return { counts, all: picture.width * picture.height };
}

const rgb = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const looks = {
    light: { page: '#f6f7f9', ink: '#1b1f26', first: '#2f6fde', alert: '#b3261e' },
    dark: { page: '#12151a', ink: '#e8ebf0', first: '#7ba7ff', alert: '#ff8a80' },
};

/** Contrast as WCAG 2 reckons it. */
function contrast(one, other) {
    const light = (hex) => rgb(hex).map((part) => part / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
    const [bright, dim] = [light(one), light(other)].sort((a, b) => b - a);
    return (bright + 0.05) / (dim + 0.05);
}

const duty = written('duty.html', 'schedule', 'export', '--format', 'html');

for (const [scheme, look] of Object.entries(looks)) {
    for (const width of [1280, 360]) {
        const { page, seen } = await opened(duty, { width, scheme });
        const { counts: [ground, first, alert], all } = await pointsOf(page, [look.page, look.first, look.alert].map(rgb));
        assert.ok(ground > all / 20, `${scheme}, ${width}: the ground is of its colour`);
        assert.ok(first > 500, `${scheme}, ${width}: the first person's bars are drawn`);
        assert.ok(alert > 50, `${scheme}, ${width}: the hole and the line of now are drawn`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${scheme}, ${width}: the page is as wide as the window, not ${wide}`);
        assert.deepEqual(seen, { requests: [duty], complaints: [] }, 'it needs nothing from elsewhere, and runs nothing');
        await page.close();
    }
    assert.ok(contrast(look.page, look.ink) > 7 && contrast(look.page, look.alert) > 4.5, `${scheme}: what is written can be read`);
}

const { page } = await opened(duty, { width: 1280, scheme: 'light' });
const holes = await page.$$eval('.hole', (all) => all.map((each) => each.textContent));
assert.deepEqual(holes.map((text) => text.slice(0, 27)), ['Nobody from Thu 12 Mar 09:0'], 'the one hole is told, and no night of a rotation by day');

// By keyboard alone: the way past the links first, then every rotation, then what is scrolled sideways; the focus can be seen.
const walked = [];
for (let steps = 0; steps < 8; steps += 1) {
    await page.keyboard.press('Tab');
    walked.push(await page.evaluate(() => ({ what: document.activeElement.getAttribute('href') ?? document.activeElement.getAttribute('role'),
        outlined: getComputedStyle(document.activeElement).outlineStyle !== 'none' })));
}
assert.deepEqual(walked.map((each) => each.what).slice(0, 7), ['#main', '#r0', '#r1', 'region', 'region', 'region', 'region']);
assert.ok(walked.slice(0, 7).every((each) => each.outlined), 'where the focus is can be seen');

// What a screen reader is told: one heading for the page, one for each rotation, pictures with words, tables with a caption.
const told = await page.accessibility.snapshot({ interestingOnly: false });
const nodes = [];
(function walk(node) {
    nodes.push(node);
    (node.children ?? []).forEach(walk);
})(told);
const headings = nodes.filter((node) => node.role === 'heading' && node.level <= 2).map((node) => node.name);
assert.deepEqual(headings, ['Who is on call', 'ceoc', 'days']);
assert.equal(nodes.filter((node) => /^(image|img|graphics-document)$/i.test(node.role) && node.name?.startsWith('A bar for each time')).length, 2);
assert.ok(nodes.some((node) => node.role === 'main') && nodes.some((node) => node.role === 'navigation'), 'the page has its landmarks');

execFileSync(emerg, ['ack', 'Q0EMERG0000001']);
const timeline = written('timeline.html', 'timeline', 'Q0EMERG0000001', '--format', 'html');
for (const scheme of Object.keys(looks)) {
    for (const width of [1280, 360]) {
        const { page: shown, seen } = await opened(timeline, { width, scheme });
        const wide = await shown.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `timeline, ${scheme}, ${width}: as wide as the window, not ${wide}`);
        assert.deepEqual(seen, { requests: [timeline], complaints: [] });
        assert.match(await shown.evaluate(() => document.body.innerText), /acknowledge/i);
        await shown.close();
    }
}

await browser.close();
console.log('both pages: by day and night, wide and narrow; who is on call also by keyboard and by ear');
