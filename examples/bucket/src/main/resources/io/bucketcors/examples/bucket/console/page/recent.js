// What reached the bucket lately, from any page or program: each to be explained.

import { $, make, announce, bringIntoView } from './dom.js';
import * as api from './api.js';
import { wire } from './wire.js';
import { showWhy, whyOf } from './why.js';

const MOST = 40;
const EVERY_MILLIS = 1500;

let last = 0;

async function explain(exchange) {
  $('result').replaceChildren(make('p', 'This page did not send it, so what its script saw is not known here.', 'quiet'), wire(exchange));
  delete $('result').dataset.outcome;
  announce(showWhy([await whyOf(exchange)]));
  bringIntoView($('why-title'));
}

function item(exchange) {
  const origin = exchange.request.find(([name]) => name.toLowerCase() === 'origin')?.[1] ?? 'no origin';
  const button = make('button', [
    make('code', `${exchange.method} ${exchange.target}`), ' ',
    make('span', `${exchange.status}, ${exchange.reason === 'ALLOWED' ? `rule ${exchange.rule}` : exchange.reason}`, 'tag'),
    make('span', origin, 'quiet'),
  ], null, { type: 'button', 'data-number': exchange.number });
  button.addEventListener('click', () => explain(exchange));
  return make('li', [button]);
}

async function look() {
  if (!$('recent-part').open || document.hidden) return;
  try {
    const { exchanges } = await api.exchanges(last);
    if (exchanges.length === 0) return;
    if (last === 0) $('recent').replaceChildren();
    last = exchanges.at(-1).number;
    $('recent').prepend(...exchanges.map(item).reverse());
    while ($('recent').children.length > MOST) $('recent').lastElementChild.remove();
  } catch {
    // The server is away; the next look may find it.
  }
}

export function start() {
  $('recent-part').addEventListener('toggle', look);
  setInterval(look, EVERY_MILLIS);
}
