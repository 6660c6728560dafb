// Why: rule by rule the value that matched or failed; credentials, headers and caches as reasons of
// their own; and the command that sends the same.

import { $, make, copy } from './dom.js';
import * as api from './api.js';
import { model } from './model.js';
import { unreadable } from './fetch.js';

const SPOKEN = { MATCHED: 'matched', FAILED: 'failed', NOT_ASKED: 'not asked' };
const OF_TRANSPORT = /^(date|server|connection|keep-alive|transfer-encoding|content-encoding|vary|access-control-.*|bucket-cors)$/i;
const MOST_LISTED = 6;

const field = (fields, name) => fields.find(([each]) => each.toLowerCase() === name)?.[1];

/** Why an exchange went as it did, by the rules in force. */
export async function whyOf(exchange, credentials) {
  const origin = field(exchange.request, 'origin') ?? '';
  const asked = field(exchange.request, 'access-control-request-method');
  const names = field(exchange.request, 'access-control-request-headers');
  const first = exchange.target.split(/[/?]/)[1];
  const request = {
    origin,
    method: exchange.preflight && asked ? asked : exchange.method,
    headers: exchange.preflight && names ? names.split(',').map((name) => name.trim()).filter(Boolean) : [],
    credentials: credentials ?? field(exchange.request, 'cookie') !== undefined,
    preflight: exchange.preflight,
    path: exchange.target,
  };
  const bucket = model.buckets.includes(first) ? first : model.bucket;
  const answer = await api.explain({ bucket, request });
  // The rules may have changed since: what the bucket did stands in the exchange.
  return { ...answer, reason: exchange.reason, rule: exchange.rule, request, exchange };
}

/** The reason, in a sentence. */
export function because(why) {
  const { origin, method, headers } = why.request;
  const names = headers.join(', ');
  switch (why.reason) {
    case 'ALLOWED': {
      const refused = why.credentials.asked && !why.credentials.allowed;
      return `Rule ${why.rule} lists the origin ${origin} and ${method}${names ? ` and covers ${names}` : ''}.`
        + (refused ? ` But credentials were asked for. ${why.credentials.text}` : '');
    }
    case 'NO_RULES': return why.preflight
      ? 'The bucket has no rules, so the preflight got no CORS header.'
      : 'The bucket has no rules: it answers, but without a header that allows this origin to read it.';
    case 'ORIGIN_NOT_ALLOWED': return `No rule lists the origin ${origin}.`;
    case 'METHOD_NOT_ALLOWED': return `A rule lists the origin ${origin}, but none lists it together with ${method}.`;
    case 'HEADER_NOT_ALLOWED': return `Origin and ${method} have a rule, but none covers every header asked for: ${names}.`;
    case 'MALFORMED_ORIGIN': return `The Origin “${origin}” is not one that a browser sends.`;
    case 'AMBIGUOUS_PATH': return 'The path can be read in two ways, so no rule is applied to it.';
    case 'NOT_CORS': return 'The request has no Origin: it is not a CORS request.';
    case 'ORIGIN_MISSING': return 'The bucket wants an Origin on OPTIONS.';
    case 'METHOD_INVALID': return `No bucket of this kind knows the method ${method}.`;
    default: return why.reason;
  }
}

/** What sets an origin apart from a listed one that looks like it: a hint, which decides nothing. */
function nearMiss(origin, listed) {
  const read = (text) => text.match(/^([^:]+):\/\/([^:/]+)(?::([^/]*))?(\/?)/) ?? [];
  const [, scheme, host, port] = read(origin);
  if (!host) return '';
  for (const each of listed) {
    const [, otherScheme, otherHost, otherPort, slash] = read(each);
    if (otherHost === host && otherScheme !== scheme) return ` ${each} has another scheme.`;
    if (otherHost === host && otherPort !== port) return ` ${each} has another port.`;
    if (otherHost === host && slash) return ` ${each} ends with a slash.`;
    if (otherHost === `*.${host}`) return ` ${each} is for sub-domains alone.`;
    if (otherHost === `www.${host}` || `www.${otherHost}` === host) return ` ${each} differs by www.`;
    if (each !== origin && each.toLowerCase() === origin.toLowerCase()) return ` ${each} differs in capital letters.`;
  }
  return '';
}

function part(label, { verdict, value, listed }) {
  const children = [make('span', SPOKEN[verdict], verdict === 'NOT_ASKED' ? '' : 'mark')];
  if (verdict !== 'NOT_ASKED') children.push(make('code', value === '' ? 'none' : value));
  if (verdict === 'FAILED') {
    const shown = listed.slice(0, MOST_LISTED).join(' ') + (listed.length > MOST_LISTED ? ` and ${listed.length - MOST_LISTED} more` : '');
    children.push(make('span', listed.length ? ` is not among ${shown}` : ': none is listed', 'quiet'));
    const hint = label === 'Origin' ? nearMiss(value, listed) : '';
    if (hint) children.push(make('span', hint, 'hint'));
  }
  return make('td', children, verdict, { role: 'cell', 'data-label': label });
}

function table(why) {
  if (why.rules.length === 0) return make('p', 'There are no rules.', 'quiet');
  const heads = ['Rule', 'Origin', 'Method', 'Headers'].map((name) => make('th', name, null, { scope: 'col', role: 'columnheader' }));
  const rows = why.rules.map((rule) => make('tr', [
    make('th', rule.id ? `${rule.index} (${rule.id})` : String(rule.index), null, { scope: 'row', role: 'rowheader' }),
    part('Origin', rule.origin), part('Method', rule.method), part('Headers', rule.headers),
  ], rule.index === why.rule ? 'first' : '', { role: 'row' }));
  return make('table', [
    make('thead', [make('tr', heads, null, { role: 'row' })], null, { role: 'rowgroup' }),
    make('tbody', rows, null, { role: 'rowgroup' }),
  ], 'parts', { role: 'table' });
}

/** Which headers of the answer the script was not given though it got the answer. */
function hiddenHeaders(why) {
  if (why.preflight || why.outcome !== 'allowed') return null;
  const response = why.exchange?.response ?? why.answer;
  const exposed = field(response, 'access-control-expose-headers') ?? '';
  if (!why.exchange) {
    return exposed ? [`A script can read ${exposed}, and what Fetch always lets it read.`, '']
      : ['No response header is exposed: a script that reads ETag gets null.', 'odd'];
  }
  const names = response.map(([name]) => name).filter((name) => !OF_TRANSPORT.test(name));
  const hidden = unreadable(names, exposed, why.credentials.asked);
  if (hidden.length === 0) return ['The script could read every header of the answer.', ''];
  const etag = hidden.find((name) => name.toLowerCase() === 'etag');
  const others = hidden.filter((name) => name !== etag);
  if (etag) return [`The script could not read ETag: no matching rule exposes it.${others.length ? ` The same is so of ${others.join(', ')}.` : ''}`, 'bad'];
  return [`The script could not read ${others.join(', ')}: no matching rule exposes ${others.length > 1 ? 'them' : 'it'}.`, ''];
}

function reasons(why) {
  const list = make('dl', null, 'reasons');
  const add = (name, text, kind) => list.append(make('dt', name), make('dd', text, kind));
  const granted = why.outcome === 'allowed';
  add('Rules', because(why), granted ? 'good' : 'bad');
  if (why.credentials.asked || granted) {
    add('Credentials', `${why.credentials.asked ? 'Asked for. ' : 'Not asked for. '}${why.credentials.text}`,
      why.credentials.asked && !why.credentials.allowed ? 'bad' : '');
  }
  const hidden = hiddenHeaders(why);
  if (hidden) add('Reading headers', ...hidden);
  add('Caches', why.cache.text, why.cache.risk ? 'odd' : '');
  return list;
}

function command(why) {
  const shown = make('code', why.curl, 'curl');
  const status = make('span', '', 'quiet', { role: 'status' });
  const button = make('button', 'Copy the command', null, { type: 'button' });
  button.addEventListener('click', () => copy(why.curl, shown, status));
  return make('div', [make('pre', [shown]), make('p', [button, ' ', status], 'buttons tight')]);
}

function answer(why) {
  const lines = why.answer.map((line) => line.join(': '));
  if (lines.length === 0) lines.push('without any CORS header');
  return [...(why.status ? [why.status] : []), ...lines].join('\n');
}

function section(why) {
  const kind = why.preflight ? 'Preflight' : 'The request itself';
  const box = make('section', [
    make('h3', kind), reasons(why), table(why),
    ...(why.whatIf ? [make('h4', 'The bucket would answer'), make('pre', answer(why))] : []),
    make('h4', 'The same as a command'), command(why),
  ]);
  box.dataset.outcome = why.outcome;
  box.dataset.reason = why.reason;
  return box;
}

/** Shows why each of some requests goes as it does; returns the end of it in a sentence. */
export function showWhy(whys) {
  if (whys.length === 0) {
    $('why').replaceChildren(make('p', 'Nothing reached the bucket, so no rule was asked.', 'quiet'));
    return '';
  }
  const last = whys.at(-1);
  const refused = last.credentials.asked && !last.credentials.allowed;
  const fine = last.outcome === 'allowed' && !refused;
  const title = fine ? 'The script gets the answer' : last.preflight
    ? 'The browser does not send the request' : 'The browser keeps the answer from the script';
  const box = make('p', [make('b', title), make('span', because(last))], `verdict ${fine ? 'good' : 'bad'}`);
  $('why').replaceChildren(...(last.whatIf ? [box] : []), ...whys.map(section));
  $('why').dataset.outcome = fine ? 'allowed' : 'refused';
  $('why').dataset.reason = last.reason;
  return `${title}. ${because(last)}`;
}
