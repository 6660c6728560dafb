// The form for one rule, with what is wrong beside the field that it is wrong with.

import { $, later, lastOnly, announce } from './dom.js';
import * as api from './api.js';
import * as m from './model.js';
import { problemItem, errors, count } from './problems.js';

const LISTS = { allowedOrigins: 'f-origins', allowedHeaders: 'f-headers', exposeHeaders: 'f-expose' };
const COMMON = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'];

let editing = null; // The key of a rule; null for a new one.
let open = false;
let touched = new Set();

const fields = () => [...document.querySelectorAll('#rule-form [data-field]')];
const controls = (field) => [...field.querySelectorAll('textarea, input')];
const ticked = (id) => [...document.querySelectorAll(`#${id} [type=checkbox]:checked`)].map((box) => box.value);
const words = (text, separator) => text.split(separator).map((word) => word.trim()).filter(Boolean);

function fill(rule) {
  for (const [name, id] of Object.entries(LISTS)) {
    $(id).value = rule[name].join('\n');
    $(id).rows = Math.min(8, Math.max(2, rule[name].length));
  }
  for (const box of document.querySelectorAll('#f-methods [type=checkbox]')) {
    box.checked = rule.allowedMethods.includes(box.value);
  }
  $('f-others').value = rule.allowedMethods.filter((method) => !COMMON.includes(method)).join(' ');
  $('f-age').value = rule.maxAgeSeconds ?? '';
  $('f-id').value = rule.id ?? '';
  $('f-credentials').checked = rule.allowCredentials;
  for (const box of document.querySelectorAll('#f-risks [type=checkbox]')) {
    box.checked = rule.dangerouslyAllow.includes(box.value);
  }
  $('f-risks').open = rule.dangerouslyAllow.length > 0;
}

/** The rule as it stands in the form; what is no number is for the server to refuse. */
function written() {
  const rule = {
    allowedOrigins: words($('f-origins').value, '\n'),
    allowedMethods: [...ticked('f-methods'), ...words($('f-others').value, /[\s,]+/)],
    allowedHeaders: words($('f-headers').value, /[\n,]/),
    exposeHeaders: words($('f-expose').value, /[\n,]/),
    allowCredentials: $('f-credentials').checked,
    dangerouslyAllow: ticked('f-risks'),
  };
  const age = $('f-age').value.trim();
  if (age !== '') rule.maxAgeSeconds = /^\d{1,15}$/.test(age) ? Number(age) : age;
  if ($('f-id').value !== '') rule.id = $('f-id').value;
  return rule;
}

const index = () => (editing === null ? m.model.draft.length : m.indexOf(editing));

/** The whole draft is judged: what a rule does depends on those before it. */
function check() {
  const rules = m.plain();
  rules[index()] = written();
  return api.check({ rules });
}

const checkSoon = later(250, lastOnly(check, (answer) => { if (open) show(answer.problems); }));

/** Shows what is wrong with fields that were written in; with all of them once the rule is to be kept. */
function show(problems) {
  const mine = problems.filter((problem) => problem.rule === index());
  for (const field of fields()) {
    const name = field.dataset.field;
    const found = touched.has(name) || touched.has('all')
      ? mine.filter((problem) => (problem.field ?? '') === name)
      : [];
    const list = field.querySelector('.problems');
    list.replaceChildren(...found.map((problem) => problemItem(problem)));
    const bad = found.some((problem) => problem.error);
    for (const control of controls(field)) control.setAttribute('aria-invalid', String(bad));
    if (bad && field.tagName === 'DETAILS') field.open = true;
  }
  return mine;
}

/** Keeps what is in the form, if it is right; says whether no form is left open. */
export async function save() {
  if (!open) return true;
  touched.add('all');
  let answer;
  try {
    answer = await check();
  } catch (failed) {
    $('form-status').textContent = `The page’s own server does not answer: ${failed.message}`;
    return false;
  }
  const wrong = errors(show(answer.problems));
  if (wrong > 0) {
    $('form-status').textContent = `Not kept yet: ${count(wrong, 'error')} above.`;
    document.querySelector('#rule-form [aria-invalid=true]')?.focus();
    return false;
  }
  const key = m.put(editing, written());
  const at = m.indexOf(key);
  close(key);
  announce(`Rule ${at} is kept. It is not in force before it is applied.`);
  return true;
}

/** While a rule is in the form, the table waits. */
function set(isOpen_) {
  open = isOpen_;
  $('rule-form').hidden = !open;
  $('rule-table').inert = open;
  $('add').hidden = open;
  $('undo').disabled = open;
}

function close(key) {
  set(false);
  const back = document.querySelector(`#rule-rows tr[data-key="${key}"] [data-action=edit]`);
  (back ?? $('add')).focus();
}

/** Opens the form for a rule, or with null for a new one. */
export function openForm(key) {
  editing = key;
  touched = new Set();
  fill(key === null ? m.emptyRule() : m.model.draft[m.indexOf(key)]);
  const standard = m.model.dialect === 'standard';
  for (const field of document.querySelectorAll('#rule-form .standard')) field.hidden = !standard;
  document.querySelector('#rule-form .bucket-decides').hidden = standard;
  $('form-title').textContent = key === null ? `A new rule, ${index()}` : `Rule ${index()}`;
  $('form-status').textContent = '';
  show([]);
  if (key !== null) {
    touched.add('all');
    checkSoon();
  }
  set(true);
  $('f-origins').focus();
}

export function start() {
  for (const field of fields()) {
    const list = field.querySelector('.problems').id;
    const hint = field.querySelector('.hint')?.id;
    for (const control of controls(field)) {
      control.setAttribute('aria-describedby', hint ? `${hint} ${list}` : list);
    }
    field.addEventListener('input', () => {
      touched.add(field.dataset.field);
      checkSoon();
    });
  }
  $('rule-form').addEventListener('submit', (event) => { event.preventDefault(); save(); });
  $('rule-form').addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close(editing);
  });
  $('cancel').addEventListener('click', () => close(editing));
}
