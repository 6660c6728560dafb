// What buckets' own browser clients make of the bucket, from a page of another origin, and what the
// console says where they fail.

import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { Console, rule, serve, startExample } from './harness.mjs';

const MEGABYTE = 1 << 20;

async function bundle(file) {
  const { outputFiles } = await build({ entryPoints: [file], bundle: true, minify: true, format: 'iife', platform: 'browser', write: false, logLevel: 'error' });
  return { type: 'text/javascript', text: outputFiles[0].text };
}

const PAGE = { type: 'text/html', text: '<!doctype html><title>A page of another origin</title><script src="client.js"></script>' };

export function clients(stage, test) {
  async function withClient(file, example, body) {
    const site = await serve('page.localhost', { '/': PAGE, '/client.js': await bundle(file) });
    const tab = await stage.browser.newPage();
    try {
      await tab.goto(`${site.origin}/`);
      await body(tab, site.origin);
    } finally {
      await tab.close();
      site.stop();
    }
  }

  const allMethods = (origin, more) => rule({
    allowedOrigins: [origin], allowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'], allowedHeaders: ['*'], ...more,
  });
  const s3 = (example, size) => ({
    endpoint: example.endpoint, size,
    credentials: { accessKeyId: example.accessKeyId, secretAccessKey: example.secretAccessKey },
  });

  test('AWS SDK for JavaScript: 20 MB in parts fail without ETag exposed, the console says why, and work with it', async () => {
    const example = stage.s3;
    await withClient('aws-client.mjs', example, async (tab, origin) => {
      await example.setRules([allMethods(origin)]);
      const console = await Console.open(stage.browser, example);
      await console.openDetails('recent-part');
      const failed = await tab.evaluate((about) => window.upload(about), s3(example, 20 * MEGABYTE));
      assert.match(failed.error, /is missing ETag in UploadPart response. Missing Bucket CORS configuration for ETag header\?/);
      await console.until(() => [...document.querySelectorAll('#recent button')].some((b) => b.innerText.includes('PUT /demo/large.bin')), 'the part is listed');
      await console.tab.evaluate(() => [...document.querySelectorAll('#recent button')]
        .find((button) => button.innerText.includes('PUT /demo/large.bin') && button.innerText.includes('200')).click());
      await console.has('#why', 'The script could not read ETag: no matching rule exposes it.');
      await console.click(console.row(0, 'edit'));
      await console.fill('#f-expose', 'ETag');
      await console.click('#save');
      await console.click('#apply');
      await console.has('#problems', 'In force.');
      const done = await tab.evaluate((about) => window.upload(about), s3(example, 20 * MEGABYTE));
      assert.equal(done.error, undefined);
      assert.match(done.etag, /^"?[0-9a-f]{32}-4"?$/);
      assert.equal(done.length, 20 * MEGABYTE);
      await console.close();
    });
  });

  test('AWS SDK for JavaScript: without a rule nothing is written, and the preflight says so', async () => {
    const example = stage.s3;
    await withClient('aws-client.mjs', example, async (tab) => {
      await example.setRules([]);
      const failed = await tab.evaluate((about) => window.upload(about), s3(example, MEGABYTE));
      assert.ok(failed.error);
      const { exchanges } = await example.api('GET', '/api/exchanges?after=0');
      assert.equal(exchanges.at(-1).preflight, true);
      assert.equal(exchanges.at(-1).reason, 'NO_RULES');
    });
  });

  test('COS SDK for JavaScript, by its own signature against an open bucket: writes, reads, and is given the ETag that is exposed', async () => {
    const example = await startExample('--open', '--dialect', 'cos');
    try {
      await withClient('cos-client.mjs', example, async (tab, origin) => {
        // Its buckets are named with the number of an account.
        const bucket = 'demo-1250000000';
        assert.equal((await fetch(example.endpoint + bucket, { method: 'PUT' })).status, 200);
        const about = { bucket, port: new URL(example.endpoint).port };
        await example.setRules([allMethods(origin)], bucket);
        const hidden = await tab.evaluate((a) => window.putAndGet(a), about);
        assert.equal(hidden.etag, '', JSON.stringify(hidden));
        await example.setRules([allMethods(origin, { exposeHeaders: ['ETag'] })], bucket);
        const shown = await tab.evaluate((a) => window.putAndGet(a), about);
        assert.match(shown.etag, /^"[0-9a-f]{32}"$/, JSON.stringify(shown));
        assert.equal(shown.body, 'written by a page');
        await example.setRules([], bucket);
        assert.ok((await tab.evaluate((a) => window.putAndGet(a), about)).error);
      });
    } finally {
      await example.stop();
    }
  });
}
