// The same rules as a document: shown, copied, saved, pasted, and read from a file.

import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Console, rule } from './harness.mjs';

const PLAIN = rule({ allowedOrigins: ['https://a.example'], allowedMethods: ['GET', 'PUT'], maxAgeSeconds: 60 });
const FORMS = {
  's3-xml': '<CORSRule>', 's3-json': '"AllowedOrigins"', cos: '<CORSRule>', oss: '<CORSRule>', gcs: '"origin"',
  r2: '"allowed"', b2: '"allowedOperations"', azure: '<CorsRule>', properties: 'bucketcors.rules[0].allowed-origins',
};

export function documents(stage, test) {
  const withRules = (list, body) => async () => {
    await stage.standard.setRules(list);
    const console = await Console.open(stage.browser, stage.standard);
    await body(console, stage.standard);
    await console.close();
  };
  const shown = (console, form) => console.until(
    (name) => document.getElementById('document').dataset.form === name && document.getElementById('document').value !== '',
    `the document as ${form}`, form);
  const importText = async (console, text) => {
    await console.openDetails('import-part');
    await console.paste('#import-text', text);
    await console.tab.$eval('#import-problems', (box) => box.replaceChildren());
    await console.click('#import');
    await console.until(() => document.getElementById('import-problems').childElementCount > 0, 'it was read');
  };

  test('every form is shown, and what is shown can be read again as the same rules', withRules([PLAIN], async (console) => {
    await console.openDetails('documents');
    for (const [form, part] of Object.entries(FORMS)) {
      await console.click(`#form-${form}`);
      await shown(console, form);
      const text = await console.value('#document');
      assert.ok(text.includes(part), `${form}: ${text}`);
      assert.equal(await console.text('#losses'), '');
      await importText(console, text);
      await console.has('#import-problems', '1 rule');
      await console.has('#change', 'Nothing: these rules are in force');
    }
  }));

  test('forms are chosen by arrow keys', withRules([PLAIN], async (console) => {
    await console.openDetails('documents');
    await console.click('#form-s3-xml');
    await console.tab.keyboard.press('ArrowRight');
    assert.equal(await console.focused(), 'form-s3-json');
    await shown(console, 's3-json');
    await console.tab.keyboard.press('End');
    await shown(console, 'properties');
    await console.tab.keyboard.press('ArrowRight');
    await shown(console, 's3-xml');
    await console.tab.keyboard.press('ArrowLeft');
    assert.equal(await console.focused(), 'form-properties');
    assert.equal(await console.tab.$$eval('[role=tab][tabindex="0"]', (tabs) => tabs.length), 1);
  }));

  test('a document follows the rules while they are edited', withRules([PLAIN], async (console) => {
    await console.openDetails('documents');
    await console.click('#form-s3-json');
    await shown(console, 's3-json');
    await console.click(console.row(0, 'delete'));
    await console.until(() => !document.getElementById('document').value.includes('a.example'), 'the origin is gone');
  }));

  test('what a form cannot say is left out, and told with what pages lose', withRules([rule({ id: 'uploads', allowCredentials: true })], async (console) => {
    await console.openDetails('documents');
    await console.click('#form-s3-xml');
    await console.has('#losses', 'credentials');
    await console.has('#losses', 'what pages lose by that: narrower');
    const written = await console.value('#document');
    assert.ok(written.includes('uploads') && written.includes('https://app.example'), written);
    assert.equal(await console.tab.$eval('#copy', (button) => button.disabled), false);
  }));

  test('a document is copied', withRules([PLAIN], async (console) => {
    await console.openDetails('documents');
    await console.click('#form-s3-json');
    await shown(console, 's3-json');
    await console.tab.evaluate(() => {
      navigator.clipboard.writeText = async (text) => { window.copied = text; };
    });
    await console.click('#copy');
    await console.has('#document-status', 'Copied.');
    assert.equal(await console.tab.evaluate(() => window.copied), await console.value('#document'));
    await console.tab.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
      document.execCommand = () => false;
    });
    await console.click('#copy');
    await console.has('#document-status', 'press Ctrl+C');
  }));

  test('a document is saved as a file', withRules([PLAIN], async (console) => {
    await console.openDetails('documents');
    await console.click('#form-azure');
    await shown(console, 'azure');
    await console.tab.evaluate(() => {
      const real = URL.createObjectURL;
      URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text; }); return real.call(URL, blob); };
      HTMLAnchorElement.prototype.click = function click() { window.name_ = this.download; };
    });
    await console.click('#download');
    await console.has('#document-status', 'Saved as cors-azure.xml');
    await console.until(() => window.saved, 'it is saved');
    assert.equal(await console.tab.evaluate(() => window.saved), await console.value('#document'));
    assert.equal(await console.tab.evaluate(() => window.name_), 'cors-azure.xml');
  }));

  test('what is pasted and is no rule is refused with its line, and the rules stay', withRules([PLAIN], async (console, example) => {
    for (const [text, line] of [
      ['rules[0].allowed-origins = *', 'line 1'],
      ['bucketcors:\n  rules: []', 'line 1'],
      ['[{"AllowedOrigins": ["*"],\n "AllowedMethods": ["GET"]', 'line 2'],
      ['[]', 'line 1'],
      ['', 'line 1'],
    ]) {
      await importText(console, text);
      await console.has('#import-problems', 'Not read; the rules above stay as they are');
      await console.has('#import-problems', line);
      assert.deepEqual(await console.origins(), ['https://a.example']);
    }
    assert.deepEqual(await example.rules(), [PLAIN]);
  }));

  test('what is pasted replaces the rules being edited, can be undone, and is in force once applied', withRules([PLAIN], async (console, example) => {
    const text = '<CORSConfiguration><CORSRule><AllowedOrigin>https://x.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>';
    await importText(console, text);
    await console.has('#import-problems', 'Read as S3 XML: 1 rule');
    assert.deepEqual(await console.origins(), ['https://x.example']);
    assert.deepEqual(await example.rules(), [PLAIN]);
    await console.click('#undo');
    assert.deepEqual(await console.origins(), ['https://a.example']);
    await importText(console, text);
    await console.click('#apply');
    await console.has('#problems', 'In force.');
    assert.deepEqual((await example.rules())[0].allowedOrigins, ['https://x.example']);
  }));

  test('rules that are read and are wrong are shown with what is wrong, and cannot be applied', withRules([PLAIN], async (console, example) => {
    await importText(console, '[{"AllowedOrigins":["https://d.example/"],\n"AllowedMethods":["GET"]}]');
    await console.has('#import-problems', 'line 1: https://d.example/');
    await console.has('#rule-rows td[data-label=Origins]', 'remove the trailing slash');
    await console.has('#change', 'Cannot be applied: 1 error');
    await console.click('#apply');
    await console.has('#problems', 'Refused; the rules before stay in force');
    assert.deepEqual(await example.rules(), [PLAIN]);
  }));

  test('rules are read from a file', withRules([PLAIN], async (console) => {
    const file = join(mkdtempSync(join(tmpdir(), 'console-')), 'cors.properties');
    writeFileSync(file, 'bucketcors.rules[0].allowed-origins = https://file.example\nbucketcors.rules[0].allowed-methods = GET\n');
    await console.openDetails('import-part');
    await (await console.tab.$('#import-file')).uploadFile(file);
    await console.has('#import-problems', 'Read as properties: 1 rule');
    assert.deepEqual(await console.origins(), ['https://file.example']);
  }));
}
