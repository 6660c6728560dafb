// Sends what is asked for from this page, or asks what would become of it from any page.

import { $, make, announce, bringIntoView } from './dom.js';
import * as api from './api.js';
import { model, page, plain } from './model.js';
import { verdict, saw, wire, headline } from './wire.js';
import { showWhy, whyOf } from './why.js';
import { needsPreflight, normalized, unsafeNames } from './fetch.js';

// An answer that the browser has kept from before says nothing about the rules of now.
const PAST_THE_CACHE = { cache: 'no-store' };

let busy = false;

const url = (path) => `${model.endpoint}${model.bucket}/${path.trim().replace(/^\//, '')}`;

/** Sends, then shows what the script saw, what went over the wire, and why. */
async function ask(asked, send) {
  if (busy) return;
  busy = true;
  try {
    const before = (await api.state()).lastExchange;
    const seen = await send();
    const { exchanges } = await api.exchanges(before);
    const whys = await Promise.all(exchanges.map((exchange) => whyOf(exchange, asked.credentials)));
    show(asked, seen, exchanges, whys);
  } catch (failed) {
    $('result').replaceChildren(verdict('odd', 'The page’s own server does not answer', String(failed)));
  } finally {
    busy = false;
  }
}

function show(asked, seen, exchanges, whys) {
  const last = exchanges.at(-1);
  const head = headline(asked, seen, last, whys.at(-1));
  const parts = [head, make('h3', 'What the script saw'), saw(seen), make('h3', 'Over the wire')];
  if (exchanges.length === 0) parts.push(make('p', 'Nothing reached the bucket.', 'quiet'));
  parts.push(...exchanges.map(wire));
  $('result').replaceChildren(...parts);
  $('result').dataset.outcome = seen.unsent ? 'unsent' : seen.error ? 'refused' : 'allowed';
  $('result').dataset.reason = last ? last.reason : '';
  showWhy(whys);
  announce(head.textContent);
  bringIntoView($('result-title'));
}

async function told(address, request) {
  try {
    const response = await fetch(address, { ...request, ...PAST_THE_CACHE });
    return {
      status: `${response.status} ${response.statusText}`.trim(),
      code: response.status,
      headers: [...response.headers].map(([name, value]) => `${name}: ${value}`),
      body: request.method === 'HEAD' ? null : await response.text(),
    };
  } catch (error) {
    return { error: `fetch was rejected: ${error.message}` };
  }
}

/** The header lines of the form. Throws where one is none. */
function lines() {
  return $('headers').value.split('\n').filter((line) => line.trim()).map((line) => {
    const colon = line.indexOf(':');
    if (colon < 1) throw new TypeError(`“${line.trim()}” is no header: write name: value`);
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
}

function testCors() {
  return ask({ method: 'HEAD', credentials: false }, () => told(url('test.txt'), { method: 'HEAD', credentials: 'omit' }));
}

function sendForm() {
  const method = $('method').value.trim();
  const credentials = $('credentials').checked;
  return ask({ method, credentials }, async () => {
    try {
      const headers = new Headers(lines());
      const hasBody = !['GET', 'HEAD'].includes(normalized(method)) && $('body').value !== '';
      const body = hasBody ? $('body').value : undefined;
      new Request(url($('path').value), { method, headers, body }); // Throws on what no script may send.
      return await told(url($('path').value), { method, headers, body, credentials: credentials ? 'include' : 'omit' });
    } catch (error) {
      return { error: error.message, unsent: true };
    }
  });
}

/** What would become of the request, by the rules in force or those being edited. */
async function whatIf() {
  const credentials = $('credentials').checked;
  const method = normalized($('method').value.trim());
  try {
    const all = lines();
    const request = {
      origin: $('origin').value.trim(), method, credentials,
      headers: unsafeNames(all), path: `${model.bucket}/${$('path').value.trim().replace(/^\//, '')}`,
    };
    const drafted = document.querySelector('[name=which]:checked').value === 'draft';
    const about = drafted ? { bucket: model.bucket, rules: plain() } : { bucket: model.bucket };
    const kinds = request.origin && needsPreflight(method, all) ? [true, false] : [false];
    const whys = [];
    for (const preflight of kinds) {
      const answer = await api.explain({ ...about, request: { ...request, preflight } });
      if (!answer.ok) throw new Error(answer.problems.map((problem) => problem.message).join('; '));
      whys.push({ ...answer, request, preflight, whatIf: true });
      // The browser does not send a request whose preflight was refused.
      if (preflight && answer.outcome !== 'allowed') break;
    }
    $('result').replaceChildren(make('p', 'Nothing was sent: this is what the rules say.', 'quiet'));
    delete $('result').dataset.outcome;
    announce(showWhy(whys));
    bringIntoView($('why-title'));
  } catch (error) {
    $('result').replaceChildren(verdict('odd', 'There is nothing to ask', error.message));
    announce(`There is nothing to ask: ${error.message}`);
    bringIntoView($('result-title'));
  }
}

const EXAMPLES = {
  get: { method: 'GET', path: 'test.txt' },
  put: { method: 'PUT', path: 'hello.txt', headers: 'x-note: hello', body: 'Written from another origin.' },
  credentials: { method: 'GET', path: 'test.txt', credentials: true },
  range: { method: 'GET', path: 'test.txt', headers: 'range: bytes=0-4' },
  missing: { method: 'GET', path: 'not-there.txt' },
};

function fill(example) {
  $('method').value = example.method;
  $('path').value = example.path;
  $('headers').value = example.headers ?? '';
  $('body').value = example.body ?? '';
  $('credentials').checked = example.credentials ?? false;
}

export function start() {
  $('origin').value = page;
  $('test').addEventListener('click', testCors);
  $('form').addEventListener('submit', (event) => { event.preventDefault(); sendForm(); });
  $('what-if').addEventListener('click', whatIf);
  for (const button of document.querySelectorAll('[data-example]')) {
    button.addEventListener('click', () => fill(EXAMPLES[button.dataset.example]));
  }
}
