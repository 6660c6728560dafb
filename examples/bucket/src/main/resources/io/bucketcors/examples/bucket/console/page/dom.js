// Elements, without markup made of text: what comes from a request is never read as HTML.

export const $ = (id) => document.getElementById(id);

/** An element with text or children, a class and attributes. */
export function make(tag, content, className, attributes = {}) {
  const element = document.createElement(tag);
  if (Array.isArray(content)) element.append(...content);
  else if (content !== null && content !== undefined) element.textContent = content;
  if (className) element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Tells those who do not see the page what happened. */
export function announce(text) {
  $('announcer').textContent = '';
  // A text that is the same again is told again.
  requestAnimationFrame(() => { $('announcer').textContent = text; });
}

/** What the person asked to see, where it is not in sight. */
export function bringIntoView(element) {
  const box = element.getBoundingClientRect();
  if (box.top < 0 || box.top > window.innerHeight * 0.7) element.scrollIntoView({ block: 'start' });
}

/** Calls once, some time after the last of many calls. */
export function later(wait, call) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(call, wait);
  };
}

/** Only the answer to the last question counts: an older one may come after it. */
export function lastOnly(ask, show) {
  let latest = 0;
  return async (...about) => {
    const mine = ++latest;
    const answer = await ask(...about);
    if (mine === latest) show(answer);
  };
}

/** Copies text; where the browser does not let us, selects it for the person to copy. */
export async function copy(text, shown, status) {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = 'Copied.';
  } catch {
    if (shown.select) shown.select();
    else getSelection().selectAllChildren(shown);
    const copied = document.execCommand('copy');
    status.textContent = copied ? 'Copied.' : 'Selected: press Ctrl+C to copy.';
  }
}
