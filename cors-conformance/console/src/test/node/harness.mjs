// One browser, and the example as a process: what every test stands on.

import { spawn } from 'node:child_process';
import http from 'node:http';
import { createInterface } from 'node:readline';
import { mkdirSync } from 'node:fs';
import assert from 'node:assert/strict';
import puppeteer from 'puppeteer-core';

export const browserName = process.env.BROWSER ?? 'chromium';
export const screenshots = process.env.SCREENSHOTS ?? 'screenshots';
mkdirSync(screenshots, { recursive: true });

export function launch(dark = false) {
  const firefox = browserName === 'firefox';
  return puppeteer.launch({
    browser: firefox ? 'firefox' : 'chrome',
    executablePath: process.env.BROWSER_PATH ?? (firefox ? '/usr/bin/firefox-esr' : '/usr/bin/chromium'),
    headless: true,
    protocolTimeout: 60_000,
    args: firefox ? [] : ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    // BiDi has no command for this.
    extraPrefsFirefox: { 'ui.systemUsesDarkTheme': dark ? 1 : 0, 'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1 },
  });
}

/** The example with some options, as its user starts it. */
export async function startExample(...options) {
  const program = spawn(process.env.JAVA ?? 'java',
    ['-XX:TieredStopAtLevel=1', '-cp', process.env.CLASS_PATH, 'io.bucketcors.examples.bucket.Main', '--port', '0', ...options],
    { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  program.stderr.on('data', (text) => { errors += text; });
  const said = {};
  const ended = new Promise((done) => { program.on('exit', done); });
  for await (const line of createInterface({ input: program.stdout })) {
    const [, word, rest] = line.match(/^(\w+)\s+(.*)$/) ?? [];
    if (word) said[word] = rest;
    if (line.startsWith('Open the page')) break;
  }
  program.stdout.resume();
  if (!said.page) throw new Error(`the example did not start: ${errors}`);
  const page = said.page;
  const [accessKeyId, secretAccessKey] = (said.keys ?? '').split(/\s+/);
  return {
    page, accessKeyId, secretAccessKey,
    endpoint: new URL('/', said.bucket.split(/\s+/)[0]).href,
    origin: new URL(page).origin,
    errors: () => errors,
    async api(method, path, body) {
      const response = await fetch(new URL(path, page), {
        method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body),
      });
      return { status: response.status, ...await response.json() };
    },
    async setRules(rules, bucket = 'demo') {
      const answer = await this.api('PUT', `/api/buckets/${bucket}/rules`, { rules });
      assert.equal(answer.status, 200, JSON.stringify(answer));
    },
    async rules() {
      return (await this.api('GET', '/api/buckets/demo/rules')).rules;
    },
    async stop() {
      program.kill('SIGTERM');
      await ended;
    },
  };
}

export const rule = (more) => ({
  allowedOrigins: ['https://app.example'], allowedMethods: ['GET'], allowedHeaders: [], exposeHeaders: [],
  allowCredentials: false, dangerouslyAllow: [], ...more,
});

/** Sends one request as it stands, with an Origin of any page. */
export function raw(url, { method = 'GET', headers = {} } = {}) {
  return new Promise((done, failed) => {
    const request = http.request(url, { method, headers }, (response) => {
      response.resume();
      response.on('end', () => done(response));
    });
    request.on('error', failed);
    request.end();
  });
}

/** Serves files from memory under a name of its own on this machine. */
export async function serve(name, files) {
  const server = http.createServer((request, response) => {
    const found = files[new URL(request.url, 'http://x').pathname];
    response.writeHead(found ? 200 : 404, { 'content-type': found?.type ?? 'text/plain' });
    response.end(found?.text ?? '');
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return { origin: `http://${name}:${server.address().port}`, stop: () => { server.closeAllConnections(); server.close(); } };
}

/** A console in a tab of its own, and how a person uses it. */
export class Console {
  static async open(browser, example, viewport = { width: 1280, height: 900 }) {
    const tab = await browser.newPage();
    await tab.setViewport(viewport);
    const self = new Console(tab);
    // Firefox counts what CORS refuses among the errors of the page.
    tab.on('pageerror', (error) => { if (!String(error).includes('Cross-Origin Request Blocked')) self.errors.push(String(error)); });
    await tab.goto(example.page);
    await self.until(() => document.getElementById('rule-count').textContent !== '…', 'the page is there');
    await self.settled();
    return self;
  }

  errors = [];

  constructor(tab) { this.tab = tab; }

  async close() {
    await this.tab.close();
    assert.deepEqual(this.errors, [], 'the page had errors');
  }

  async until(condition, what, ...about) {
    // What a condition finds on the page is no value that Firefox would hand over.
    const holds = `Boolean((${condition})(${about.map((each) => JSON.stringify(each)).join()}))`;
    for (let i = 0; i < 200; i++) {
      if (await this.tab.evaluate(holds)) return;
      await new Promise((done) => { setTimeout(done, 50); });
    }
    const text = await this.tab.evaluate(() => document.body.innerText);
    assert.fail(`still not so after ten seconds: ${what}\n${text}`);
  }

  /** Until the server has judged and compared what is being edited. */
  settled() {
    return this.until(() => document.getElementById('change').dataset.kind, 'the change is compared');
  }

  text(selector) {
    return this.tab.$eval(selector, (element) => element.innerText);
  }

  value(selector) {
    return this.tab.$eval(selector, (element) => element.value);
  }

  async has(selector, words) {
    await this.until((s, w) => {
      const found = document.querySelector(s);
      const flat = (text) => text.replace(/\s+/g, ' ');
      return found && flat(found.innerText).includes(flat(w));
    }, `${selector} has: ${words}`, selector, words);
  }

  /** A click of the mouse in the middle of an element, wherever the page has scrolled to. */
  async click(selector) {
    await this.tab.$eval(selector, (element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    await this.tab.click(selector);
  }

  async fill(selector, text) {
    await this.click(selector);
    await this.tab.keyboard.down('Control');
    await this.tab.keyboard.press('a');
    await this.tab.keyboard.up('Control');
    await this.tab.keyboard.press('Delete');
    if (text) await this.tab.keyboard.type(text);
  }

  /** Puts a long text in at once, as pasting does. */
  async paste(selector, text) {
    await this.tab.$eval(selector, (element, value) => {
      element.value = value;
      element.dispatchEvent(new Event('input', { bubbles: true }));
    }, text);
  }

  focused() {
    return this.tab.evaluate(() => {
      const at = document.activeElement;
      return at.id || `${at.closest('tr')?.querySelector('th b')?.textContent ?? ''} ${at.dataset.action ?? at.value ?? at.tagName}`.trim();
    });
  }

  /** Presses Tab until something has the focus, as a person without a mouse does. */
  async tabTo(what) {
    for (let i = 0; i < 150; i++) {
      if (await this.focused() === what) return;
      await this.tab.keyboard.press('Tab');
    }
    assert.fail(`Tab does not lead to ${what}`);
  }

  async pressWith(modifier, key) {
    await this.tab.keyboard.down(modifier);
    await this.tab.keyboard.press(key);
    await this.tab.keyboard.up(modifier);
  }

  row(index, action) {
    return `#rule-rows tr:nth-child(${index + 1}) [data-action=${action}]`;
  }

  /** The origins of the rules being edited, in order. */
  origins() {
    return this.tab.$$eval('#rule-rows tr', (rows) => rows.map((row) => row.querySelector('td code')?.textContent ?? ''));
  }

  async openDetails(id) {
    if (!await this.tab.$eval(`#${id}`, (element) => element.open)) await this.click(`#${id} > summary`);
  }
}
