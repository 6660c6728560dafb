// axe on every state of the page, light and dark, narrow and wide; and pictures for people to look at.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Console, browserName, launch, rule, screenshots } from './harness.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a person comes to see, one after the other. */
const STATES = {
  fresh: { rules: [], async go() {} },
  refused: {
    rules: [],
    async go(console) {
      await console.click('#test');
      await console.until(() => document.getElementById('result').dataset.outcome, 'it was sent');
    },
  },
  editing: {
    rules: [
      rule({ id: 'uploads', allowedOrigins: ['https://app.example', 'https://*.partner.example'], allowedMethods: ['GET', 'HEAD', 'PUT'],
        allowedHeaders: ['content-type', 'x-amz-*'], exposeHeaders: ['ETag'], maxAgeSeconds: 600, allowCredentials: true }),
      rule({ allowedOrigins: ['*'], allowedMethods: ['GET', 'HEAD'] }),
    ],
    async go(console) {
      await console.click(console.row(0, 'edit'));
      await console.fill('#f-origins', 'https://app.example/\nhttps://*.partner.example');
      await console.fill('#f-others', 'patch');
      await console.has('#f-origins-problems', 'Error');
      await console.has('#f-methods-problems', 'Warning');
    },
  },
  change: {
    rules: [
      rule({ id: 'uploads', allowedOrigins: ['https://app.example'], allowedMethods: ['GET', 'PUT'], allowedHeaders: ['x-amz-*'], maxAgeSeconds: 600 }),
      rule({ allowedOrigins: ['https://old.example'], allowedMethods: ['GET', 'DELETE'] }),
    ],
    async go(console) {
      await console.click(console.row(1, 'edit'));
      await console.fill('#f-origins', 'https://*.new.example');
      await console.click('#save');
      await console.has('#change', 'Grants something new');
      await console.openDetails('documents');
      await console.openDetails('import-part');
      await console.paste('#import-text', 'hello');
      await console.click('#import');
      await console.has('#import-problems', 'Not read');
      await console.fill('#origin', 'https://other.example');
      await console.fill('#method', 'PUT');
      await console.fill('#headers', 'x-note: hello');
      await console.click('#what-if');
      await console.has('#why', 'The browser does not send the request');
    },
  },
  question: {
    rules: [rule()],
    async go(console) {
      await console.click('#add');
      await console.click('#save');
      await console.has('#form-status', 'Not kept yet');
      await console.click('#cancel');
      await console.click('#clear');
      await console.until(() => document.getElementById('clear-dialog').open, 'the question');
    },
  },
  allowed: {
    rules: [],
    async go(console) {
      await console.click('#apply');
      await console.has('#rule-count', '1 rule');
      await console.click('#test');
      await console.until(() => document.getElementById('result').dataset.outcome === 'allowed', 'allowed');
      await console.openDetails('recent-part');
      await console.until(() => document.querySelector('#recent button'), 'requests are listed');
    },
  },
};

export function accessibility(stage, test) {
  for (const scheme of ['light', 'dark']) {
    for (const width of [390, 1280]) {
      test(`no finding of axe and no sideways scroll at ${width}, ${scheme}`, async () => {
        const ownBrowser = scheme === 'dark' && browserName === 'firefox' ? await launch(true) : null;
        for (const [name, state] of Object.entries(STATES)) {
          await stage.standard.setRules(state.rules);
          const console = await Console.open(ownBrowser ?? stage.browser, stage.standard, { width, height: 900 });
          if (browserName === 'chromium') {
            await console.tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
          }
          assert.equal(await console.tab.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches), scheme === 'dark');
          await state.go(console);
          await console.tab.evaluate(() => scrollTo(0, 0));
          await console.tab.screenshot({ path: join(screenshots, `${browserName}-${width}-${scheme}-${name}.png`), fullPage: true });
          const wide = await console.tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${name} scrolls ${wide} pixels sideways`);
          await console.tab.evaluate(axe);
          const found = await console.tab.evaluate(async () => {
            const { violations, incomplete } = await window.axe.run();
            return [...violations, ...incomplete].map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
          });
          assert.deepEqual(found, [], `${name} at ${width}, ${scheme}`);
          await console.close();
        }
        await ownBrowser?.close();
      });
    }
  }
}
