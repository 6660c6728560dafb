// The console: rules, trying them, and why.

import { $, make } from './dom.js';
import * as api from './api.js';
import { model, page, load, isDirty } from './model.js';
import * as rules from './rules.js';
import * as form from './form.js';
import * as change from './change.js';
import * as documents from './documents.js';
import * as tester from './tester.js';
import * as recent from './recent.js';

/** Buckets on the machine that this page came from: it may be another than the server names. */
function reachable(endpoint) {
  const url = new URL(endpoint);
  url.hostname = location.hostname;
  return url.href;
}

async function open(bucket) {
  model.bucket = bucket;
  $('bucket-origin').textContent = new URL(model.endpoint).origin;
  const now = await api.rules(bucket);
  load(now.rules, now.version);
}

const DIALECTS = { standard: 'the Fetch standard', s3: 'Amazon S3', cos: 'Tencent COS' };

const now = await api.state();
model.endpoint = reachable(now.endpoint);
model.dialect = now.dialect;
model.open = now.open;
model.buckets = now.buckets;
$('page-origin').textContent = page;
$('dialect').textContent = DIALECTS[now.dialect];
$('bucket').replaceChildren(...now.buckets.map((name) => make('option', name)));
$('bucket').addEventListener('change', () => {
  const lost = model.steps.length > 0 && isDirty();
  if (lost && !confirm('The changes to these rules are not applied. Leave them?')) $('bucket').value = model.bucket;
  else open($('bucket').value);
});
$('bucket-choice').hidden = now.buckets.length < 2;

rules.start();
form.start();
change.start();
documents.start();
tester.start();
recent.start();
await open(now.buckets.includes('demo') ? 'demo' : now.buckets[0]);
