// The rules being edited as a document of a store, to copy and to save; and such a document read.

import { $, make, announce, copy, lastOnly } from './dom.js';
import * as api from './api.js';
import * as m from './model.js';
import { problemList, count } from './problems.js';

const FORMS = [
  ['s3-xml', 'S3 XML', 'xml'], ['s3-json', 'S3 JSON', 'json'], ['cos', 'COS', 'xml'], ['oss', 'OSS', 'xml'],
  ['gcs', 'GCS', 'json'], ['r2', 'R2', 'json'], ['b2', 'B2', 'json'], ['azure', 'Azure', 'xml'],
  ['properties', 'properties', 'properties'],
];
const MOST_CHARACTERS = 200_000;

let chosen = 's3-xml';

const failed = (error) => ({ ok: false, text: '', losses: [error.message] });

const draw = lastOnly(
  () => api.convert(m.model.bucket, m.plain(), chosen).catch(failed),
  (answer) => {
    const lost = answer.ok ? answer.losses : ['the rules have errors, so there is no document of them'];
    $('document').value = answer.text ?? '';
    $('document').rows = Math.min(16, Math.max(4, $('document').value.split('\n').length));
    $('losses').replaceChildren(...lost.map((loss) => make('li', loss, 'odd')));
    $('copy').disabled = $('download').disabled = !$('document').value;
    $('document').dataset.form = chosen;
  },
);

function choose(tab, focus) {
  chosen = tab.dataset.form;
  for (const each of $('forms').children) {
    each.setAttribute('aria-selected', String(each === tab));
    each.tabIndex = each === tab ? 0 : -1;
  }
  $('document-panel').setAttribute('aria-labelledby', tab.id);
  $('document-status').textContent = '';
  if (focus) tab.focus();
  draw();
}

function save() {
  const [form, , ending] = FORMS.find(([name]) => name === chosen);
  const url = URL.createObjectURL(new Blob([$('document').value], { type: 'text/plain' }));
  const link = make('a', null, null, { href: url, download: `cors-${form}.${ending}` });
  link.click();
  URL.revokeObjectURL(url);
  $('document-status').textContent = `Saved as cors-${form}.${ending}.`;
}

async function read() {
  let answer;
  try {
    answer = await api.check({ document: $('import-text').value });
  } catch (error) {
    answer = { ok: false, problems: [{ error: true, code: 'console', message: error.message }] };
  }
  const said = [];
  if (answer.ok) {
    m.replaceAll(answer.rules, `reading ${answer.kind}`);
    said.push(make('p', `Read as ${answer.kind}: ${count(answer.rules.length, 'rule')}, above. Not in force before they are applied.`, 'good'));
  } else {
    said.push(make('p', 'Not read; the rules above stay as they are:', 'bad'));
  }
  if (answer.problems.length) said.push(problemList(answer.problems));
  $('import-problems').replaceChildren(...said);
}

async function take(file) {
  if (!file) return;
  if (file.size > MOST_CHARACTERS) {
    $('import-problems').replaceChildren(make('p', 'This file is too large to be rules.', 'bad'));
    return;
  }
  $('import-text').value = await file.text();
  await read();
}

export function start() {
  for (const [form, label] of FORMS) {
    const tab = make('button', label, null, {
      type: 'button', role: 'tab', id: `form-${form}`, 'aria-controls': 'document-panel', 'data-form': form,
    });
    tab.addEventListener('click', () => choose(tab, false));
    $('forms').append(tab);
  }
  $('forms').addEventListener('keydown', (event) => {
    const tabs = [...$('forms').children];
    const at = tabs.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    choose(tabs.at(to % tabs.length), true);
  });
  choose($('forms').firstElementChild, false);
  $('copy').addEventListener('click', () => copy($('document').value, $('document'), $('document-status')));
  $('download').addEventListener('click', save);
  $('import').addEventListener('click', read);
  $('import-file').addEventListener('change', () => take($('import-file').files[0]));
  m.listen((event) => {
    if (event !== 'judged') draw();
    $('document-status').textContent = '';
  });
}
