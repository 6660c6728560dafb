// What this page asks its own server.

async function call(method, path, body) {
  const init = { method, cache: 'no-store' };
  if (body !== undefined) {
    init.headers = { 'content-type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  const response = await fetch(path, init);
  if (!(response.headers.get('content-type') ?? '').startsWith('application/json')) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
  return { ...await response.json(), ok: response.ok, status: response.status };
}

const rulesOf = (bucket) => `/api/buckets/${encodeURIComponent(bucket)}/rules`;

export const state = () => call('GET', '/api/state');
export const rules = (bucket) => call('GET', rulesOf(bucket));
export const replace = (bucket, list, version) => call('PUT', rulesOf(bucket), { rules: list, version });
export const check = (about) => call('POST', '/api/check', about);
export const convert = (bucket, list, to) => call('POST', '/api/convert', { bucket, rules: list, to });
export const explain = (about) => call('POST', '/api/explain', about);
export const compare = (bucket, list) => call('POST', '/api/compare', { bucket, rules: list });
export const exchanges = (after) => call('GET', `/api/exchanges?after=${after}`);
