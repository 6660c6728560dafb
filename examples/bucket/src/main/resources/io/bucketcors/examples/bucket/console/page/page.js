// The walk-through: sends what is asked for, then shows what the script was told, what went over
// the wire (from the page's own server, which stands beside the bucket), and why.

const $ = (id) => document.getElementById(id);
const page = location.origin;
let bucket = '';

const FIRST_RULE = `bucketcors.rules[0].allowed-origins = ${page}
bucketcors.rules[0].allowed-methods = GET, HEAD
bucketcors.rules[0].expose-headers = ETag
`;

// Requests

async function ask(describe, send) {
  const buttons = document.querySelectorAll('button');
  buttons.forEach((button) => { button.disabled = true; });
  try {
    const before = (await state()).lastExchange;
    const seen = await send();
    const { exchanges } = await own(`/api/exchanges?after=${before}`);
    show(describe, seen, exchanges);
  } catch (failed) {
    $('result').replaceChildren(verdict('odd', 'The page’s own server does not answer', String(failed)));
  } finally {
    buttons.forEach((button) => { button.disabled = false; });
  }
}

// An answer that the browser has kept from before says nothing about the rules of now.
const PAST_THE_CACHE = { cache: 'no-store' };

function testCors() {
  return ask({ method: 'HEAD', credentials: false }, () => told(`${bucket}/test.txt`, { method: 'HEAD', credentials: 'omit' }));
}

async function told(url, request) {
  try {
    const response = await fetch(url, { ...request, ...PAST_THE_CACHE });
    return {
      status: `${response.status} ${response.statusText}`.trim(),
      headers: [...response.headers].map(([name, value]) => `${name}: ${value}`),
      body: request.method === 'HEAD' ? null : await response.text(),
    };
  } catch (error) {
    return { error: `fetch was rejected: ${error.message}` };
  }
}

function sendForm() {
  const method = $('method').value;
  const credentials = $('credentials').checked;
  const path = $('path').value.trim();
  return ask({ method, credentials }, async () => {
    const headers = new Headers();
    try {
      for (const line of $('headers').value.split('\n').filter((text) => text.trim())) {
        const colon = line.indexOf(':');
        if (colon < 1) throw new TypeError(`“${line.trim()}” is no header: write name: value`);
        headers.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
      }
    } catch (error) {
      return { error: error.message, unsent: true };
    }
    const hasBody = method !== 'GET' && method !== 'HEAD' && $('body').value !== '';
    return told(bucket + (path.startsWith('/') ? path : `/${path}`), {
      method,
      headers,
      body: hasBody ? $('body').value : undefined,
      credentials: credentials ? 'include' : 'omit',
    });
  });
}

async function own(path, options) {
  const response = await fetch(path, { ...options, ...PAST_THE_CACHE });
  if (!(response.headers.get('content-type') ?? '').startsWith('application/json')) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
  return Object.assign(await response.json(), { refused: !response.ok });
}

// Rules

async function state() {
  const now = await own('/api/state');
  describeRules(now);
  return now;
}

function describeRules(now) {
  bucket = `${location.protocol}//${location.hostname}:${now.bucketPort}`;
  $('page-origin').textContent = page;
  $('bucket-origin').textContent = bucket;
  const count = now.ruleCount;
  $('rule-count').textContent = count === 0 ? 'none' : count === 1 ? '1 rule' : `${count} rules`;
  $('clear').hidden = count === 0;
  labelApply(count);
}

function labelApply(count) {
  const first = count === 0 && $('rules').value === FIRST_RULE;
  $('apply').textContent = first ? 'Apply the first rule' : 'Apply these rules';
}

async function apply(lines) {
  let now;
  try {
    now = await own('/api/rules', { method: 'PUT', body: lines, headers: { 'content-type': 'text/plain' } });
  } catch (failed) {
    $('problems').replaceChildren(make('p', `The page’s own server does not answer: ${failed.message}`));
    return false;
  }
  describeRules(now);
  const list = document.createElement('ul');
  list.className = now.refused ? 'bad' : 'odd';
  for (const problem of now.problems) list.append(make('li', problem.message));
  $('problems').replaceChildren();
  if (now.refused) $('problems').append(make('p', 'Refused; the rules before stay in force:'));
  if (now.kind) {
    $('rules').value = now.rules;
    $('problems').append(make('p', `Read as ${now.kind.replace('_', ' ')} and in force. The box shows the same rules as properties.`, 'quiet'));
  }
  if (now.problems.length > 0) $('problems').append(list);
  else if (!now.kind) $('problems').append(make('p', now.ruleCount === 0 ? 'The bucket has no rules.' : 'In force.', 'quiet'));
  return !now.refused;
}

// What happened

function show(asked, seen, exchanges) {
  const last = exchanges.at(-1);
  const parts = [headline(asked, seen, last)];
  parts.push(make('h3', 'What the script saw'), saw(seen));
  parts.push(make('h3', 'Over the wire'));
  if (exchanges.length === 0) parts.push(make('p', 'Nothing reached the bucket.', 'quiet'));
  exchanges.forEach((exchange) => parts.push(wire(exchange)));
  if (last) parts.push(make('h3', 'Rule by rule'), rules(last));
  $('result').replaceChildren(...parts);
  $('result').dataset.outcome = seen.unsent ? 'unsent' : seen.error ? 'refused' : 'allowed';
  $('result').dataset.reason = last ? last.reason : '';
  if (window.innerWidth < 960) $('result-title').scrollIntoView({ block: 'start' });
}

function headline(asked, seen, last) {
  if (!seen.error) {
    return verdict('good', 'The browser handed over the answer', last ? because(asked, last) : 'It came from the browser’s own cache.');
  }
  if (seen.unsent) return verdict('odd', 'Nothing was sent', seen.error);
  if (!last) {
    return verdict('odd', 'It came from the browser’s cache, or there was no answer',
      'Nothing reached the bucket: the browser took what it had kept from before, or what it remembered of a preflight, or could not reach the bucket. Reload the page past the cache (Ctrl-Shift-R) and try again.');
  }
  return verdict('bad', last.preflight ? 'The browser did not send the request' : 'The browser kept the answer from the script', because(asked, last));
}

function because(asked, last) {
  const origin = header(last.request, 'origin') ?? 'no origin';
  const method = header(last.request, 'access-control-request-method') ?? last.method;
  const names = header(last.request, 'access-control-request-headers');
  switch (last.reason) {
    case 'ALLOWED': {
      const credentialsMissing = asked.credentials && !header(last.response, 'access-control-allow-credentials');
      return `Rule ${last.rule} lists the origin ${origin} and ${method}${names ? ` and covers ${names}` : ''}.`
        + (credentialsMissing ? ' It does not allow credentials, and this request asked for them.' : '');
    }
    case 'NO_RULES': return last.preflight || last.method === 'OPTIONS'
      ? 'The bucket has no rules, so the preflight was answered without any CORS header.'
      : 'The bucket has no rules: it answered, but without a header that allows this origin to read it.';
    case 'ORIGIN_NOT_ALLOWED': return `No rule lists the origin ${origin}.`;
    case 'METHOD_NOT_ALLOWED': return `A rule lists the origin ${origin}, but none lists it together with ${method}.`;
    case 'HEADER_NOT_ALLOWED': return `Origin and ${method} have a rule, but none covers every header asked for: ${names}.`;
    case 'MALFORMED_ORIGIN': return 'The Origin is not one that a browser sends.';
    case 'AMBIGUOUS_PATH': return 'The path can be read in two ways, so no rule is applied to it.';
    case 'NOT_CORS': return 'The request carried no Origin: it was not a CORS request.';
    default: return last.reason;
  }
}

function verdict(kind, title, text) {
  const box = make('p', null, `verdict ${kind}`);
  box.append(make('b', title), make('span', text));
  return box;
}

function saw(seen) {
  const list = make('dl', null, 'saw');
  const add = (name, value) => list.append(make('dt', name), value);
  if (seen.error) {
    add('Error', make('dd', seen.error));
    add('Status', make('dd', 'not told'));
    add('Headers', make('dd', 'not told'));
    return list;
  }
  add('Status', make('dd', seen.status));
  const headers = make('dd');
  if (seen.headers.length === 0) headers.append('none');
  else headers.append(make('pre', seen.headers.join('\n')));
  add('Headers', headers);
  if (seen.body !== null) {
    const body = make('dd');
    body.append(seen.body === '' ? 'empty' : make('pre', seen.body.slice(0, 2000)));
    add('Body', body);
  }
  return list;
}

const NOISE = /^(host|user-agent|accept|accept-.*|connection|cache-control|pragma|referer|sec-.*|dnt|priority|te|upgrade-insecure-requests|date|keep-alive)$/i;
const CORS = /^(origin|vary|access-control-.*|bucket-cors)$/i;

function wire(exchange) {
  const box = make('article', null, 'exchange');
  const title = make('h4');
  title.append(make('code', `${exchange.method} ${exchange.target}`));
  title.append(make('span', exchange.preflight ? 'preflight' : 'the request itself', 'tag'));
  const sides = make('div', null, 'sides');
  sides.append(side('The browser sent', null, exchange.request));
  sides.append(side('The bucket answered', exchange.status, exchange.response));
  box.append(title, sides);
  return box;
}

function side(title, status, fields) {
  const box = make('div');
  const lines = make('pre');
  if (status !== null) lines.append(`${status}\n`);
  for (const [name, value] of fields.filter(([field]) => !NOISE.test(field))) {
    lines.append(make('span', `${name}: ${value}`, CORS.test(name) ? 'cors' : ''), '\n');
  }
  box.append(make('h5', title), lines);
  return box;
}

const WORDS = { MATCHED: '✓ yes', FAILED: '✗ no', NOT_ASKED: '– not asked' };

function rules(exchange) {
  if (exchange.rules.length === 0) return make('p', 'There are none.', 'quiet');
  const table = make('table', null, 'parts');
  const head = make('tr');
  for (const name of ['Rule', 'Origin', 'Method', 'Headers']) {
    const cell = make('th', name);
    cell.scope = 'col';
    head.append(cell);
  }
  const thead = make('thead');
  thead.append(head);
  const body = make('tbody');
  for (const rule of exchange.rules) {
    const row = make('tr', null, rule.index === exchange.rule ? 'first' : '');
    const name = make('th', rule.id ? `${rule.index} (${rule.id})` : String(rule.index));
    name.scope = 'row';
    row.append(name);
    for (const part of [rule.origin, rule.method, rule.headers]) row.append(make('td', WORDS[part], part));
    body.append(row);
  }
  table.append(thead, body);
  return table;
}

function header(fields, name) {
  const found = fields.find(([field]) => field.toLowerCase() === name);
  return found ? found[1] : null;
}

function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== null && text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

// Examples that fill in the form

const EXAMPLES = {
  get: { method: 'GET', path: '/test.txt' },
  put: { method: 'PUT', path: '/hello.txt', headers: 'x-note: hello', body: 'Written from another origin.' },
  credentials: { method: 'GET', path: '/test.txt', credentials: true },
  range: { method: 'GET', path: '/test.txt', headers: 'range: bytes=0-4' },
  missing: { method: 'GET', path: '/not-there.txt' },
};

function fill(example) {
  $('method').value = example.method;
  $('path').value = example.path;
  $('headers').value = example.headers ?? '';
  $('body').value = example.body ?? '';
  $('credentials').checked = example.credentials ?? false;
}

$('test').addEventListener('click', testCors);
$('form').addEventListener('submit', (event) => { event.preventDefault(); sendForm(); });
$('apply').addEventListener('click', () => apply($('rules').value));
$('clear').addEventListener('click', () => {
  $('clear-dialog').returnValue = 'keep';
  $('clear-dialog').showModal();
});
$('clear-dialog').addEventListener('close', async () => {
  if ($('clear-dialog').returnValue !== 'remove' || !await apply('')) return;
  $('rules').value = FIRST_RULE;
  labelApply(0);
});
$('rules').addEventListener('input', () => labelApply($('clear').hidden ? 0 : 1));
document.querySelectorAll('[data-example]').forEach((button) => {
  button.addEventListener('click', () => fill(EXAMPLES[button.dataset.example]));
});

const now = await own('/api/state');
$('rules').value = now.ruleCount === 0 ? FIRST_RULE : now.rules;
describeRules(now);
