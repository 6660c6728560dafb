// Requests that are sent, requests that are only asked about, and why.

import assert from 'node:assert/strict';
import { Console, raw, rule } from './harness.mjs';

export function trying(stage, test) {
  const withRules = (list, body, dialect = 'standard') => async () => {
    const example = stage[dialect];
    await example.setRules(list.map((each) => (typeof each === 'function' ? each(example) : each)));
    const console = await Console.open(stage.browser, example);
    await body(console, example);
    await console.close();
  };
  const own = (more) => (example) => rule({ allowedOrigins: [example.origin], ...more });
  const send = async (console) => {
    await console.tab.evaluate(() => { delete document.getElementById('result').dataset.outcome; });
    await console.click('#send');
    await console.until(() => document.getElementById('result').dataset.outcome, 'it was sent');
    return console.tab.$eval('#result', (box) => `${box.dataset.outcome} ${box.dataset.reason}`.trim());
  };
  const whatIf = async (console, { origin, method, headers = '', credentials = false, which = 'draft' }) => {
    if (origin !== undefined) await console.fill('#origin', origin);
    await console.fill('#method', method);
    await console.fill('#headers', headers);
    if (await console.tab.$eval('#credentials', (box) => box.checked) !== credentials) await console.click('#credentials');
    await console.click(`[name=which][value=${which}]`);
    await console.tab.evaluate(() => document.getElementById('why').replaceChildren());
    await console.click('#what-if');
    await console.until(() => document.querySelector('#why .verdict'), 'it was answered');
    return console.text('#why');
  };

  test('a real request shows what the script saw, what went over the wire, and why', withRules([own({ exposeHeaders: ['ETag'] })], async (console, example) => {
    assert.equal(await send(console), 'allowed ALLOWED');
    await console.has('#result', 'The browser handed over the answer');
    await console.has('#result .saw', 'etag:');
    await console.has('#result .exchange', 'GET /demo/test.txt');
    await console.has('#result .exchange', `Access-Control-Allow-Origin: ${example.origin}`);
    await console.has('#why .parts', example.origin);
    await console.has('#why .reasons', 'Rule 0 lists the origin');
    await console.has('#why .reasons', 'one answer for each origin');
    await console.has('#why .curl', `curl -i -H 'Origin: ${example.origin}' ${example.endpoint}demo/test.txt`);
  }));

  test('a preflight that is refused names the header that no rule covers', withRules([own({ allowedMethods: ['GET', 'PUT'], allowedHeaders: ['content-type'] })], async (console) => {
    await console.click('[data-example=put]');
    assert.equal(await send(console), 'refused HEADER_NOT_ALLOWED');
    await console.has('#result', 'The browser did not send the request');
    await console.has('#why .parts .FAILED', 'x-note');
    await console.has('#why .parts .FAILED', 'is not among content-type');
  }));

  test('credentials are a reason of their own', withRules([own()], async (console) => {
    await console.click('[data-example=credentials]');
    assert.equal(await send(console), 'refused ALLOWED');
    await console.has('#result', 'But credentials were asked for');
    await console.has('#why .reasons', 'The rule that matched does not allow credentials.');
  }));

  test('what is no request is not sent', withRules([own()], async (console) => {
    for (const [method, headers, said] of [
      ['GET', 'nonsense', '“nonsense” is no header'],
      ['TRACE', '', 'TRACE'],
      ['G ET', '', 'G ET'],
    ]) {
      await console.fill('#method', method);
      await console.paste('#headers', headers);
      assert.match(await send(console), /^unsent/);
      await console.has('#result .verdict', 'Nothing was sent');
      await console.has('#result .verdict', said);
    }
  }));

  test('what if: any origin, method and header, by the rules being edited or those in force', withRules([
    rule({ id: 'uploads', allowedOrigins: ['https://*.app.example'], allowedMethods: ['GET', 'PUT'], allowedHeaders: ['x-amz-*'], maxAgeSeconds: 600 }),
  ], async (console, example) => {
    const before = (await example.api('GET', '/api/state')).lastExchange;
    let why = await whatIf(console, { origin: 'https://x.app.example', method: 'PUT', headers: 'x-amz-date: 1' });
    assert.match(why, /The script gets the answer/);
    assert.match(why, /https:\/\/\*\.app\.example/);
    assert.match(why, /x-amz-\*/);
    assert.match(why, /keep this preflight for 600 seconds/);
    why = await whatIf(console, { origin: 'https://app.example.evil.example', method: 'GET' });
    assert.match(why, /The browser keeps the answer from the script/);
    assert.match(why, /No rule lists the origin https:\/\/app\.example\.evil\.example/);
    why = await whatIf(console, { origin: 'null', method: 'GET' });
    assert.match(why, /No rule lists the origin null/);
    await console.click(console.row(0, 'delete'));
    why = await whatIf(console, { origin: 'https://x.app.example', method: 'GET' });
    assert.match(why, /The bucket has no rules/);
    why = await whatIf(console, { origin: 'https://x.app.example', method: 'GET', which: 'force' });
    assert.match(why, /The script gets the answer/);
    await console.has('#result', 'Nothing was sent');
    assert.equal((await example.api('GET', '/api/state')).lastExchange, before);
  }));

  test('an origin that looks like a listed one is told what sets it apart', withRules([
    rule({ allowedOrigins: ['https://app.example', 'https://app.example:8443', 'https://*.cdn.example', 'https://www.b.example'] }),
  ], async (console) => {
    for (const [origin, said] of [
      ['http://app.example', 'https://app.example has another scheme.'],
      ['https://app.example:9000', 'https://app.example has another port.'],
      ['https://cdn.example', 'https://*.cdn.example is for sub-domains alone.'],
      ['https://b.example', 'https://www.b.example differs by www.'],
    ]) {
      assert.ok((await whatIf(console, { origin, method: 'GET' })).includes(said), origin);
    }
  }));

  test('what if with credentials: any origin is not enough', withRules([rule({ allowedOrigins: ['*'] })], async (console) => {
    const why = await whatIf(console, { origin: 'https://a.example', method: 'GET', credentials: true });
    assert.match(why, /The browser keeps the answer from the script/);
    assert.match(why, /any origin by \*, which browsers do not take with credentials/);
  }));

  test('what if in the words of S3: a refusal without Vary is a risk with caches', withRules([rule()], async (console) => {
    let why = await whatIf(console, { origin: 'https://other.example', method: 'GET' });
    assert.match(why, /a cache may hand that origin this answer/);
    why = await whatIf(console, { origin: 'https://app.example', method: 'PATCH' });
    assert.match(why, /No bucket of this kind knows the method PATCH/);
  }, 's3'));

  test('what if is asked by the keyboard, and the command that sends the same is copied', withRules([rule()], async (console) => {
    await console.tabTo('origin');
    await console.pressWith('Control', 'a');
    await console.tab.keyboard.type('https://app.example');
    await console.tabTo('what-if');
    await console.tab.keyboard.press('Enter');
    await console.has('#why', 'The script gets the answer');
    await console.has('#announcer', 'The script gets the answer');
    await console.tab.evaluate(() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; });
    await console.click('#why section button');
    await console.has('#why section [role=status]', 'Copied.');
    assert.match(await console.tab.evaluate(() => window.copied), /^curl -i -H 'Origin: https:\/\/app\.example' http:.*\/demo\/test\.txt$/);
  }));

  test('rules with errors are not asked', withRules([rule()], async (console) => {
    await console.openDetails('import-part');
    await console.paste('#import-text', '[{"AllowedOrigins":["https://d.example/"],"AllowedMethods":["GET"]}]');
    await console.click('#import');
    await console.has('#import-problems', 'Read as');
    await console.click('#what-if');
    await console.has('#result', 'There is nothing to ask');
  }));

  test('what other pages sent is listed and explained', withRules([rule({ exposeHeaders: ['x-other'] })], async (console, example) => {
    await console.openDetails('recent-part');
    await raw(`${example.endpoint}demo/test.txt?list`, { headers: { Origin: 'https://app.example' } });
    await raw(`${example.endpoint}demo/test.txt?no`, { headers: { Origin: 'https://evil.example' } });
    await console.has('#recent li:nth-child(1)', 'ORIGIN_NOT_ALLOWED');
    await console.has('#recent li:nth-child(2)', 'rule 0');
    await console.click('#recent li:nth-child(1) button');
    await console.has('#why', 'No rule lists the origin https://evil.example');
    await console.click('#recent li:nth-child(2) button');
    await console.has('#why', 'The script could not read ETag: no matching rule exposes it.');
  }));

  test('what comes in a request is shown as text and is never read as HTML', withRules([rule({ id: '<img src=x onerror=alert(1)>' })], async (console, example) => {
    await console.has('#rule-rows', '<img src=x onerror=alert(1)>');
    await console.openDetails('recent-part');
    await raw(`${example.endpoint}demo/test.txt`, { headers: { Origin: 'https://<img src=x>' } });
    await console.has('#recent li', '<img src=x>');
    await console.click('#recent li button');
    await console.has('#why', '<img src=x>');
    assert.equal(await console.tab.$$eval('img', (found) => found.length), 0);
  }));
}
