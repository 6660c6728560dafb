// What the draft would change, before it is applied; and applying it.

import { $, make, announce, lastOnly } from './dom.js';
import * as api from './api.js';
import * as m from './model.js';
import { problemList, errors, count } from './problems.js';
import { save } from './form.js';

const { model } = m;

const HEADS = {
  same: 'Grants what the rules in force grant, no more and no less.',
  wider: 'Grants more than the rules in force, and takes nothing away.',
  narrower: 'Takes something away, and grants nothing new.',
  incomparable: 'Grants something new, and takes something away.',
};

function difference(each) {
  const curl = make('details', [
    make('summary', 'a request that shows it'),
    make('pre', `${each.curl}\nbefore: ${each.before}\nafter:  ${each.after}`),
  ]);
  const rest = each.what.replace(/^(no more )?granted(, )?/, '');
  return make('li', [make('b', each.kind, 'sign'), ` ${each.region}${rest && `: ${rest}`}`, curl], each.kind);
}

/** The change in a sentence, which is told aloud, and the rest of it, which is not. */
function say(kind, text, rest = []) {
  $('change').dataset.kind = kind;
  $('change-kind').className = `kind ${kind}`;
  if ($('change-kind').textContent !== text) $('change-kind').textContent = text;
  $('change-rest').replaceChildren(...rest);
}

function show(comparison) {
  if (!comparison.ok) {
    say('bad', 'This cannot be compared.', [problemList(comparison.problems)]);
    return;
  }
  const text = comparison.complete ? HEADS[comparison.kind] : 'There is too much to compare: anything may be granted.';
  const rest = comparison.differences.map(difference);
  say(comparison.kind, text, rest.length ? [make('ul', rest, 'differences')] : []);
}

const failed = (error) => ({ ok: false, problems: [{ error: true, code: 'console', message: `the page’s own server does not answer: ${error.message}` }] });

/** Judges the draft, and compares what can be compared: an answer about an older draft is not shown. */
const judge = lastOnly(
  async () => {
    const { problems } = await api.check({ rules: m.plain() }).catch(failed);
    const comparison = errors(problems) || !m.isDirty() ? null : await api.compare(model.bucket, m.plain()).catch(failed);
    return { problems, comparison };
  },
  ({ problems, comparison }) => {
    m.judged(problems);
    const wrong = errors(problems);
    if (wrong) {
      const elsewhere = problems.filter((problem) => problem.rule === undefined);
      say('bad', `Cannot be applied: ${count(wrong, 'error')} above.`, elsewhere.length ? [problemList(elsewhere)] : []);
    } else if (comparison) {
      show(comparison);
    } else {
      say('none', 'Nothing: these rules are in force.');
    }
  },
);

function drawButtons() {
  const count_ = model.inForce.length;
  $('rule-count').textContent = count_ === 0 ? 'none' : count(count_, 'rule');
  $('apply').textContent = m.isFirst() ? 'Apply the first rule' : 'Apply these rules';
  $('discard').hidden = !m.isDirty() || m.isFirst() || model.inForce.length === 0;
  $('clear').hidden = count_ === 0;
}

/** Puts rules in force; says whether they are. */
async function apply(rules) {
  let answer;
  try {
    answer = await api.replace(model.bucket, rules, model.version);
  } catch (error) {
    answer = failed(error);
  }
  const said = [];
  if (answer.ok) {
    said.push(make('p', answer.rules.length ? 'In force.' : 'The bucket has no rules.', 'good'));
    m.load(answer.rules, answer.version);
  } else {
    said.push(make('p', 'Refused; the rules before stay in force:', 'bad'));
    if (answer.status === 409) {
      const now = await api.rules(model.bucket);
      m.rebase(now.rules, now.version);
    }
  }
  if (answer.problems?.length) said.push(problemList(answer.problems));
  $('problems').replaceChildren(...said);
  return answer.ok;
}

export function start() {
  m.listen((event) => {
    drawButtons();
    if (event === 'edited') $('problems').replaceChildren();
    if (event !== 'judged') {
      delete $('change').dataset.kind;
      judge();
    }
  });
  $('apply').addEventListener('click', async () => { if (await save()) apply(m.plain()); });
  $('discard').addEventListener('click', () => {
    m.discard();
    $('add').focus();
    announce('These are the rules in force again.');
  });
  $('clear').addEventListener('click', () => {
    $('clear-dialog').returnValue = 'keep';
    $('clear-dialog').showModal();
  });
  $('clear-dialog').addEventListener('close', async () => {
    if ($('clear-dialog').returnValue === 'remove' && await apply([])) $('apply').focus();
  });
}
