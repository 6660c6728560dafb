// What the Fetch standard says of a script's request, before any server is asked.

/** See "normalize a method": others, patch among them, are sent as written. */
const NORMALIZED = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];

/** See "CORS-safelisted method". */
const SIMPLE_METHODS = ['GET', 'HEAD', 'POST'];

/** See "CORS-safelisted response-header name". */
const READABLE = ['cache-control', 'content-language', 'content-length', 'content-type', 'expires', 'last-modified', 'pragma'];

const SIMPLE_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];
const UNSAFE_BYTE = /[\u0000-\u0008\u000A-\u001F"():<>?@[\\\]{}\u007F]/;
const LANGUAGE = /^[0-9A-Za-z *,\-.;=]*$/;

export const normalized = (method) => (NORMALIZED.includes(method.toUpperCase()) ? method.toUpperCase() : method);

/** See "CORS-safelisted request-header". */
function isSimple(name, value) {
  if (value.length > 128) return false;
  switch (name.toLowerCase()) {
    case 'accept': return !UNSAFE_BYTE.test(value);
    case 'accept-language':
    case 'content-language': return LANGUAGE.test(value);
    case 'content-type': return !UNSAFE_BYTE.test(value) && SIMPLE_TYPES.includes(value.split(';')[0].trim().toLowerCase());
    case 'range': return /^bytes=\d+-\d*$/.test(value);
    default: return false;
  }
}

/** The names that a preflight asks for, lower case, sorted. */
export function unsafeNames(lines) {
  const names = lines.filter(([name, value]) => !isSimple(name, value)).map(([name]) => name.toLowerCase());
  return [...new Set(names)].sort();
}

export const needsPreflight = (method, lines) => !SIMPLE_METHODS.includes(method) || unsafeNames(lines).length > 0;

/** Which of the names of a response a script cannot read, of those that it is not told of anyway. */
export function unreadable(names, exposed, credentials) {
  const open = exposed.split(',').map((name) => name.trim().toLowerCase());
  // See "CORS-exposed header-name list": * counts without credentials alone.
  if (open.includes('*') && !credentials) return [];
  return names.filter((name) => !READABLE.includes(name.toLowerCase()) && !open.includes(name.toLowerCase()));
}
