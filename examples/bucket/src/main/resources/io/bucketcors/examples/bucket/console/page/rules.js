// The table of rules: one row a rule, moved, duplicated and deleted in place.

import { $, make, announce } from './dom.js';
import { draggable } from './drag.js';
import * as m from './model.js';
import { problemItem } from './problems.js';
import { openForm } from './form.js';

const { model } = m;

/** What a rule has in some fields. */
const cell = (label, children, fields) => make('td', children, null, { role: 'cell', 'data-label': label, 'data-fields': fields });

function codes(values, none) {
  if (values.length === 0) return [make('span', none, 'quiet')];
  return values.flatMap((value, i) => [...(i ? [' '] : []), make('code', value)]);
}

function line(label, children) {
  return make('div', [make('span', `${label} `, 'quiet'), ...children]);
}

function button(text, label, action) {
  return make('button', text, null, { type: 'button', 'aria-label': label, 'data-action': action });
}

function row(rule, index) {
  const name = `rule ${index}${rule.id ? ` (${rule.id})` : ''}`;
  const handle = button('', `Move ${name}`, 'handle');
  handle.className = 'handle';
  handle.setAttribute('aria-keyshortcuts', 'Alt+ArrowUp Alt+ArrowDown');
  handle.title = 'Drag, or press Alt with an arrow key';
  const head = make('th', [handle, make('b', String(index)), ...(rule.id ? [make('span', rule.id, 'id')] : [])],
    'name', { role: 'rowheader', scope: 'row' });
  const more = [];
  if (rule.maxAgeSeconds !== undefined) more.push(line('max age', [`${rule.maxAgeSeconds} s`]));
  if (rule.allowCredentials) more.push(make('div', 'credentials'));
  for (const hazard of rule.dangerouslyAllow) more.push(line('accepts', [make('code', hazard)]));
  if (more.length === 0) more.push(make('span', 'nothing', 'quiet'));
  const actions = make('td', [
    button('Edit', `Edit ${name}`, 'edit'),
    button('Duplicate', `Duplicate ${name}`, 'duplicate'),
    button('Up', `Move ${name} up`, 'up'),
    button('Down', `Move ${name} down`, 'down'),
    button('Delete', `Delete ${name}`, 'delete'),
  ], 'actions', { role: 'cell' });
  const tr = make('tr', [
    head,
    cell('Origins', codes(rule.allowedOrigins, 'none'), 'allowedOrigins'),
    cell('Methods', codes(rule.allowedMethods, 'none'), 'allowedMethods'),
    cell('Headers', [
      line('allowed', codes(rule.allowedHeaders, 'none')),
      line('exposed', codes(rule.exposeHeaders, 'none')),
    ], 'allowedHeaders exposeHeaders'),
    cell('Else', more, 'maxAgeSeconds allowCredentials dangerouslyAllow id whole'),
    actions,
  ], null, { role: 'row', 'data-key': rule.key });
  if (!model.inForce.length && m.isFirst()) tr.className = 'offered';
  return tr;
}

const find = (key, action) => document.querySelector(`#rule-rows tr[data-key="${key}"] [data-action=${action}]`);

/** Puts what is wrong into the cells; rows stay, as one may be under the pointer or have the focus. */
function drawProblems() {
  [...$('rule-rows').children].forEach((tr, index) => {
    for (const box of tr.querySelectorAll('[data-fields]')) {
      const fields = box.dataset.fields.split(' ');
      const found = model.problems.filter((problem) => problem.rule === index && fields.includes(problem.field ?? 'whole'));
      box.querySelector('.problems')?.remove();
      if (found.length) box.append(make('ul', found.map((problem) => problemItem(problem)), 'problems'));
    }
  });
}

/** Draws all rows anew; what had the focus has it again, wherever its rule is now. */
export function draw() {
  const focused = document.activeElement;
  const key = focused?.closest('#rule-rows tr')?.dataset.key;
  const action = focused?.dataset?.action;
  $('rule-rows').replaceChildren(...model.draft.map(row));
  $('rule-table').hidden = model.draft.length === 0;
  $('no-rules').hidden = model.draft.length > 0;
  const last = model.steps.at(-1);
  const undoHadFocus = focused === $('undo');
  $('undo').hidden = !last;
  $('undo').textContent = last ? `Undo ${last.what}` : 'Undo';
  if (undoHadFocus && !last) $('add').focus();
  if (key && action) find(key, action)?.focus();
  drawProblems();
}

function move(key, to, action) {
  if (!m.move(key, to)) return;
  find(key, action)?.focus();
  announce(`Now rule ${to} of ${model.draft.length}.`);
}

function act(key, action) {
  const index = m.indexOf(key);
  if (action === 'edit') openForm(key);
  if (action === 'up') move(key, index - 1, action);
  if (action === 'down') move(key, index + 1, action);
  if (action === 'duplicate') {
    const copy = m.duplicate(key);
    find(copy, 'edit').focus();
    announce(`Rule ${index} duplicated as rule ${index + 1}.`);
  }
  if (action === 'delete') {
    m.remove(key);
    const next = model.draft[Math.min(index, model.draft.length - 1)];
    (next ? find(next.key, 'delete') : $('add')).focus();
    announce(`Rule ${index} deleted. Undo brings it back.`);
  }
}

export function start() {
  const rows = $('rule-rows');
  const keyOf = (element) => Number(element.closest('tr').dataset.key);
  rows.addEventListener('click', (event) => {
    const pressed = event.target.closest('button');
    if (pressed) act(keyOf(pressed), pressed.dataset.action);
  });
  rows.addEventListener('keydown', (event) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const key = keyOf(event.target);
    move(key, m.indexOf(key) + (event.key === 'ArrowUp' ? -1 : 1), event.target.dataset.action ?? 'handle');
  });
  draggable(rows, (tr, to) => move(Number(tr.dataset.key), to, 'handle'));
  $('add').addEventListener('click', () => openForm(null));
  $('undo').addEventListener('click', () => {
    const { what, key } = m.undo();
    announce(`Undone: ${what}.`);
    if (key !== undefined) find(key, 'edit').focus();
  });
  m.listen((event) => (event === 'judged' ? drawProblems() : draw()));
}
