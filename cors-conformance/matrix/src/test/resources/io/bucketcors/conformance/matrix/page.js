// Runs cells, some at a time, and says what a script is told of each.

const AT_ONCE = 8;
const PATIENCE_MILLIS = 20000;

async function once(cell) {
  try {
    const response = await fetch(cell.url, {
      method: cell.method,
      headers: cell.headers,
      credentials: cell.credentials ? 'include' : 'omit',
      cache: cell.cache ?? 'default',
      // So that a request without an answer is one wrong cell, and does not hold up the others.
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
    });
    await response.text();
    return { type: response.type, status: response.status, headers: [...response.headers.keys()] };
  } catch (error) {
    return { error: error.name };
  }
}

// The matrix's cells are run twice, to see whether a preflight is asked for again.
async function run(cell) {
  const runs = [];
  for (let n = 0; n < cell.times; n++) runs.push(await once(cell));
  return { id: cell.id, runs };
}

async function someAtOnce(all, action) {
  let next = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (next < all.length) await action(all[next++]);
  }));
}

async function runAll({ cells, cookies }) {
  for (const url of cookies) await fetch(url, { mode: 'no-cors', credentials: 'include' });
  const results = [];
  await someAtOnce(cells, async (cell) => results.push(await run(cell)));
  return results;
}

// A page of another origin inside this one that runs cells; resolves to a function like runAll.
function frame(url, opaque) {
  const element = document.createElement('iframe');
  if (opaque) element.sandbox = 'allow-scripts';
  element.src = url;
  const waiting = new Map();
  addEventListener('message', ({ source, data }) => {
    if (source !== element.contentWindow) return;
    waiting.get(data.key)(data.results);
    waiting.delete(data.key);
  });
  let keys = 0;
  return new Promise((resolve) => {
    element.onload = () => resolve((work) => new Promise((done) => {
      const key = keys++;
      waiting.set(key, done);
      element.contentWindow.postMessage({ key, work }, '*');
    }));
    document.body.append(element);
  });
}

async function getWork() {
  return (await fetch(`/work${location.search}`)).json();
}

async function post(results) {
  await fetch('/results', { method: 'POST', body: JSON.stringify(results) });
}
