// What the script saw, and what went over the wire.

import { make } from './dom.js';
import { because } from './why.js';

const NOISE = /^(host|user-agent|accept|accept-.*|connection|cache-control|pragma|referer|sec-.*|dnt|priority|te|upgrade-insecure-requests|date|keep-alive)$/i;
const CORS = /^(origin|vary|access-control-.*|bucket-cors)$/i;

export function verdict(kind, title, text) {
  return make('p', [make('b', title), make('span', text)], `verdict ${kind}`);
}

export function headline(asked, seen, last, why) {
  if (!seen.error) {
    const text = last ? because(why) : 'It came from the browser’s own cache.';
    const unsigned = seen.code === 403 && !['GET', 'HEAD'].includes(last?.method)
      ? ' What it says is 403: CORS let the request pass, and the bucket wants a signature to write.'
      : '';
    return verdict('good', 'The browser handed over the answer', text + unsigned);
  }
  if (seen.unsent) return verdict('odd', 'Nothing was sent', seen.error);
  if (!last) {
    return verdict('odd', 'It came from the browser’s cache, or there was no answer',
      'Nothing reached the bucket: the browser took what it had kept from before, or what it remembered of a preflight, or could not reach the bucket. Reload the page past the cache (Ctrl-Shift-R) and try again.');
  }
  return verdict('bad', last.preflight ? 'The browser did not send the request' : 'The browser kept the answer from the script', because(why));
}

export function saw(seen) {
  const list = make('dl', null, 'saw');
  const add = (name, content) => list.append(make('dt', name), make('dd', content));
  if (seen.error) {
    add('Error', seen.error);
    add('Status', 'not told');
    add('Headers', 'not told');
    return list;
  }
  add('Status', seen.status);
  add('Headers', seen.headers.length === 0 ? 'none' : [make('pre', seen.headers.join('\n'))]);
  if (seen.body !== null) add('Body', seen.body === '' ? 'empty' : [make('pre', seen.body.slice(0, 2000))]);
  return list;
}

function side(title, status, fields) {
  const lines = make('pre', status === null ? '' : `${status}\n`);
  for (const [name, value] of fields.filter(([field]) => !NOISE.test(field))) {
    lines.append(make('span', `${name}: ${value}`, CORS.test(name) ? 'cors' : ''), '\n');
  }
  return make('div', [make('h5', title), lines]);
}

export function wire(exchange) {
  const title = make('h4', [
    make('code', `${exchange.method} ${exchange.target}`),
    make('span', exchange.preflight ? 'preflight' : 'the request itself', 'tag'),
  ]);
  const sides = make('div', [
    side('The browser sent', null, exchange.request),
    side('The bucket answered', exchange.status, exchange.response),
  ], 'sides');
  return make('article', [title, sides], 'exchange');
}
