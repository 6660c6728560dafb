// The table and the form of rules, by mouse and by keyboard, and what a change would do.

import assert from 'node:assert/strict';
import { Console, rule, startExample } from './harness.mjs';

const A = rule({ id: 'a', allowedOrigins: ['https://a.example'], exposeHeaders: ['ETag'] });
const B = rule({ allowedOrigins: ['https://b.example'], allowedMethods: ['PUT'], allowedHeaders: ['x-*'], maxAgeSeconds: 600 });
const C = rule({ allowedOrigins: ['https://c.example'], allowedMethods: ['GET', 'DELETE'] });
const ORIGINS = ['https://a.example', 'https://b.example', 'https://c.example'];

export function rules(stage, test) {
  const withRules = (list, body, dialect = 'standard') => async () => {
    const example = stage[dialect];
    await example.setRules(list);
    const console = await Console.open(stage.browser, example);
    await body(console, example);
    await console.close();
  };

  test('the first rule is offered, applied by the keyboard alone, and works', withRules([], async (console, example) => {
    await console.tabTo('test');
    await console.tab.keyboard.press('Enter');
    await console.until(() => document.getElementById('result').dataset.outcome === 'refused', 'refused');
    await console.tabTo('apply');
    assert.equal(await console.text('#apply'), 'Apply the first rule');
    await console.tab.keyboard.press('Enter');
    await console.has('#rule-count', '1 rule');
    assert.deepEqual((await example.rules())[0].allowedOrigins, [example.origin]);
    await console.tab.reload();
    await console.settled();
    await console.tabTo('test');
    await console.tab.keyboard.press('Enter');
    await console.until(() => document.getElementById('result').dataset.outcome === 'allowed', 'allowed');
  }));

  test('a rule is added by the form, and is in force only once it is applied', withRules([A], async (console, example) => {
    await console.click('#add');
    await console.fill('#f-origins', 'https://b.example');
    await console.click('#f-methods [value=PUT]');
    await console.fill('#f-headers', 'x-*');
    await console.fill('#f-age', '600');
    await console.click('#save');
    await console.until(() => document.querySelectorAll('#rule-rows tr').length === 2, 'two rows');
    assert.equal(await console.focused(), '1 edit');
    await console.has('#change', 'Grants more than the rules in force');
    await console.has('#change', 'PUT');
    assert.equal((await example.rules()).length, 1);
    await console.click('#apply');
    await console.has('#problems', 'In force.');
    assert.deepEqual(await example.rules(), [A, B]);
  }));

  test('a rule is added by the keyboard alone', withRules([A], async (console, example) => {
    await console.tabTo('add');
    await console.tab.keyboard.press('Enter');
    assert.equal(await console.focused(), 'f-origins');
    await console.tab.keyboard.type('https://c.example');
    await console.tabTo('GET');
    await console.tab.keyboard.press(' ');
    await console.tabTo('DELETE');
    await console.tab.keyboard.press(' ');
    await console.tabTo('save');
    await console.tab.keyboard.press('Enter');
    await console.until(() => document.querySelectorAll('#rule-rows tr').length === 2, 'two rows');
    await console.tabTo('apply');
    await console.tab.keyboard.press('Enter');
    await console.has('#problems', 'In force.');
    assert.deepEqual(await example.rules(), [A, C]);
  }));

  test('the form is left by Escape, and nothing has changed', withRules([A], async (console) => {
    await console.click(console.row(0, 'edit'));
    await console.fill('#f-origins', 'https://other.example');
    await console.tab.keyboard.press('Escape');
    assert.equal(await console.focused(), '0 edit');
    assert.deepEqual(await console.origins(), ['https://a.example']);
    assert.equal(await console.tab.$eval('#rule-table', (table) => table.inert), false);
  }));

  test('an error stands beside its field, is told to those who do not see it, and keeps the form open', withRules([A], async (console) => {
    await console.click(console.row(0, 'edit'));
    await console.fill('#f-origins', 'https://a.example/');
    await console.has('#f-origins-problems', 'Error: https://a.example/');
    await console.has('#f-origins-problems', 'remove the trailing slash: https://a.example');
    assert.equal(await console.tab.$eval('#f-origins', (field) => field.getAttribute('aria-invalid')), 'true');
    assert.match(await console.tab.$eval('#f-origins', (field) => field.getAttribute('aria-describedby')), /f-origins-problems/);
    assert.equal(await console.text('#f-methods-problems'), '');
    await console.click('#save');
    await console.has('#form-status', 'Not kept yet: 1 error');
    assert.equal(await console.focused(), 'f-origins');
    await console.fill('#f-origins', 'https://a.example');
    await console.until(() => !document.querySelector('#f-origins-problems li'), 'no problem');
    await console.click('#save');
    await console.until(() => document.getElementById('rule-form').hidden, 'the form is closed');
  }));

  test('every field tells its own errors once a rule is to be kept', withRules([], async (console) => {
    await console.click('#add');
    await console.fill('#f-others', 'put');
    await console.fill('#f-headers', 'a b');
    await console.fill('#f-expose', 'é');
    await console.fill('#f-age', '10m');
    // Told while one types, and moving what is below: a click must not come in between.
    await console.has('#f-age-problems', 'whole number');
    assert.equal(await console.text('#f-origins-problems'), '');
    await console.click('#save');
    await console.has('#form-status', 'Not kept yet');
    await console.has('#f-origins-problems', 'the rule allows no origin');
    await console.has('#f-methods-problems', 'PUT');
    await console.has('#f-headers-problems', 'Error');
    await console.has('#f-expose-problems', 'Error');
  }));

  test('a warning stands beside its field and keeps nothing from being applied', withRules([], async (console, example) => {
    await console.click('#add');
    await console.fill('#f-origins', 'https://a.example');
    await console.fill('#f-others', 'patch');
    await console.has('#f-methods-problems', 'Warning: patch');
    await console.click('#save');
    await console.has('#rule-rows tr:last-child', 'Warning: patch');
    await console.click('#apply');
    await console.has('#problems', 'In force.');
    assert.deepEqual((await example.rules()).at(-1).allowedMethods, ['patch']);
  }));

  test('credentials and accepted risks are settings of a rule, where the dialect has them', withRules([], async (console, example) => {
    await console.click(console.row(0, 'edit'));
    await console.fill('#f-origins', 'null');
    await console.click('#f-credentials');
    await console.has('#f-origins-problems', 'Error: null');
    await console.click('#f-credentials');
    await console.click('#f-risks > summary');
    await console.click('#f-risks [value=null-origin]');
    await console.until(() => !document.querySelector('#f-origins-problems .bad'), 'no error');
    await console.click('#save');
    await console.has('#rule-rows', 'null-origin');
    await console.click('#apply');
    await console.has('#problems', 'In force.');
    assert.deepEqual((await example.rules())[0].dangerouslyAllow, ['null-origin']);
  }));

  test('in the dialect of a store the bucket decides on credentials', withRules([A], async (console) => {
    await console.has('#dialect', 'Amazon S3');
    await console.click(console.row(0, 'edit'));
    assert.equal(await console.tab.$eval('#f-credentials', (box) => box.offsetParent === null), true);
    await console.has('#rule-form', 'the bucket itself decides');
  }, 's3'));

  test('a rule is edited and keeps what was not touched', withRules([B], async (console, example) => {
    await console.click(console.row(0, 'edit'));
    await console.fill('#f-expose', 'ETag');
    await console.click('#save');
    await console.click('#apply');
    await console.has('#problems', 'In force.');
    assert.deepEqual(await example.rules(), [{ ...B, exposeHeaders: ['ETag'] }]);
  }));

  test('a rule is duplicated after itself', withRules([A, B], async (console) => {
    await console.click(console.row(0, 'duplicate'));
    assert.deepEqual(await console.origins(), [ORIGINS[0], ORIGINS[0], ORIGINS[1]]);
    assert.equal(await console.focused(), '1 edit');
    await console.has('#rule-rows tr:nth-child(2)', 'a-copy');
  }));

  test('a rule is deleted and comes back by undo, with the focus near', withRules([A, B, C], async (console, example) => {
    await console.click(console.row(1, 'delete'));
    assert.deepEqual(await console.origins(), [ORIGINS[0], ORIGINS[2]]);
    assert.equal(await console.focused(), '1 delete');
    await console.has('#announcer', 'Rule 1 deleted. Undo brings it back.');
    await console.has('#change', 'Takes something away, and grants nothing new');
    await console.has('#undo', 'Undo deleting rule 1');
    await console.click('#undo');
    assert.deepEqual(await console.origins(), ORIGINS);
    assert.equal(await console.focused(), '1 edit');
    await console.has('#change', 'Nothing: these rules are in force');
    assert.equal((await example.rules()).length, 3);
  }));

  test('the last of the rules can be deleted and brought back by the keyboard', withRules([A], async (console) => {
    await console.tabTo('0 delete');
    await console.tab.keyboard.press('Enter');
    await console.has('#no-rules', 'No rules');
    assert.equal(await console.focused(), 'add');
    await console.tabTo('undo');
    await console.tab.keyboard.press('Enter');
    assert.deepEqual(await console.origins(), [ORIGINS[0]]);
    assert.equal(await console.focused(), '0 edit');
  }));

  test('every step is undone in turn', withRules([A, B], async (console) => {
    await console.click(console.row(0, 'down'));
    await console.click(console.row(0, 'duplicate'));
    await console.click(console.row(2, 'delete'));
    for (let i = 0; i < 3; i++) await console.click('#undo');
    assert.deepEqual(await console.origins(), ORIGINS.slice(0, 2));
    assert.equal(await console.tab.$eval('#undo', (button) => button.hidden), true);
  }));

  test('rules are reordered by Alt and an arrow key, and the focus goes with them', withRules([A, B, C], async (console, example) => {
    await console.tabTo('0 handle');
    await console.pressWith('Alt', 'ArrowDown');
    assert.deepEqual(await console.origins(), [ORIGINS[1], ORIGINS[0], ORIGINS[2]]);
    assert.equal(await console.focused(), '1 handle');
    await console.has('#announcer', 'Now rule 1 of 3.');
    await console.pressWith('Alt', 'ArrowDown');
    await console.pressWith('Alt', 'ArrowDown');
    assert.deepEqual(await console.origins(), [ORIGINS[1], ORIGINS[2], ORIGINS[0]]);
    await console.pressWith('Alt', 'ArrowUp');
    assert.equal(await console.focused(), '1 handle');
    await console.click('#apply');
    await console.has('#problems', 'In force.');
    assert.deepEqual(await example.rules(), [B, A, C]);
  }));

  test('rules are reordered by dragging, down and up', withRules([A, B, C], async (console) => {
    const middle = (index) => console.tab.$eval(`#rule-rows tr:nth-child(${index + 1}) .handle`, (handle) => {
      const box = handle.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    });
    const bottom = (index) => console.tab.$eval(`#rule-rows tr:nth-child(${index + 1})`, (row) => row.getBoundingClientRect().bottom - 4);
    await console.tab.$eval('#rule-table', (table) => table.scrollIntoView({ block: 'center', behavior: 'instant' }));
    const from = await middle(0);
    await console.tab.mouse.move(from.x, from.y);
    await console.tab.mouse.down();
    await console.tab.mouse.move(from.x + 5, await bottom(2), { steps: 8 });
    await console.tab.mouse.up();
    assert.deepEqual(await console.origins(), [ORIGINS[1], ORIGINS[2], ORIGINS[0]]);
    assert.equal(await console.focused(), '2 handle');
    const back = await middle(2);
    const top = await middle(0);
    await console.tab.mouse.move(back.x, back.y);
    await console.tab.mouse.down();
    await console.tab.mouse.move(top.x, top.y - 12, { steps: 8 });
    await console.tab.mouse.up();
    assert.deepEqual(await console.origins(), ORIGINS);
  }));

  test('a click on the handle moves nothing', withRules([A, B], async (console) => {
    await console.click(console.row(1, 'handle'));
    assert.deepEqual(await console.origins(), ORIGINS.slice(0, 2));
    assert.equal(await console.tab.$eval('#undo', (button) => button.hidden), true);
  }));

  test('what would change is told before it is applied: narrower, wider, both, and a request that shows it', withRules([A, B], async (console) => {
    await console.has('#change', 'Nothing: these rules are in force');
    await console.click(console.row(1, 'edit'));
    await console.fill('#f-origins', 'https://c.example');
    await console.click('#save');
    await console.has('#change', 'Grants something new, and takes something away');
    await console.has('#change .differences .granted', 'https://c.example');
    await console.has('#change .differences .withdrawn', 'https://b.example');
    await console.click('#change .granted summary');
    await console.has('#change .granted pre', "curl -i");
    await console.click('#discard');
    await console.has('#change', 'Nothing: these rules are in force');
    assert.deepEqual(await console.origins(), ORIGINS.slice(0, 2));
  }));

  test('rules that came into force meanwhile are not lost: the change is shown again', withRules([A], async (console, example) => {
    await console.click(console.row(0, 'duplicate'));
    await console.settled();
    await example.setRules([C]);
    await console.click('#apply');
    await console.has('#problems', 'Refused');
    await console.has('#problems', 'not those that this page has read');
    assert.deepEqual(await example.rules(), [C]);
    await console.has('#change', 'takes something away');
    await console.click('#apply');
    await console.has('#problems', 'In force.');
    assert.equal((await example.rules()).length, 2);
  }));

  test('all rules are removed only after a question', withRules([A], async (console, example) => {
    await console.tabTo('clear');
    await console.tab.keyboard.press('Enter');
    await console.until(() => document.getElementById('clear-dialog').open, 'the question');
    await console.tab.keyboard.press('Escape');
    assert.equal((await example.rules()).length, 1);
    await console.tab.keyboard.press('Enter');
    await console.tabTo('clear-confirm');
    await console.tab.keyboard.press('Enter');
    await console.has('#rule-count', 'none');
    assert.deepEqual(await example.rules(), []);
    await console.has('#apply', 'Apply the first rule');
  }));

  test('each bucket has rules of its own, and the page shows those of the bucket that is chosen', async () => {
    const example = await startExample('--open');
    try {
      assert.equal((await fetch(`${example.endpoint}other-bucket`, { method: 'PUT' })).status, 200);
      await example.setRules([B], 'other-bucket');
      const console = await Console.open(stage.browser, example);
      await console.has('#rule-count', 'none');
      await console.tab.select('#bucket', 'other-bucket');
      await console.has('#rule-count', '1 rule');
      assert.deepEqual(await console.origins(), ['https://b.example']);
      await console.settled();
      await console.click('#clear');
      await console.until(() => document.getElementById('clear-dialog').open, 'the question');
      await console.click('#clear-confirm');
      await console.has('#rule-count', 'none');
      assert.deepEqual((await example.api('GET', '/api/buckets/other-bucket/rules')).rules, []);
      await console.close();
    } finally {
      await example.stop();
    }
  });
}
