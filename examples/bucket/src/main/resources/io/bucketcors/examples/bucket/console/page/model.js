// The rules being edited beside those in force, with every step back. It draws nothing: whoever
// shows rules listens.

const listeners = [];
const MOST_STEPS = 100;
let nextKey = 1;

/** What is known of the bucket, and the draft: each of its rules has a key, to be found again. */
export const model = {
  endpoint: '', bucket: '', dialect: 'standard', open: false,
  inForce: [], version: '', draft: [], steps: [], problems: [],
};

export const page = location.origin;

/** What a person who starts here needs. */
const firstRule = () => ({
  allowedOrigins: [page], allowedMethods: ['GET', 'HEAD'], allowedHeaders: [], exposeHeaders: ['ETag'],
  allowCredentials: false, dangerouslyAllow: [],
});

export const emptyRule = () => ({
  allowedOrigins: [], allowedMethods: [], allowedHeaders: [], exposeHeaders: [],
  allowCredentials: false, dangerouslyAllow: [],
});

export const listen = (listener) => listeners.push(listener);
const tell = (event) => listeners.forEach((listener) => listener(event));

/** What was wrong with other rules is not said of these. */
function changed(event) {
  model.problems = [];
  tell(event);
}

const keyed = (rule) => ({ ...structuredClone(rule), key: nextKey++ });
const bare = ({ key, ...rule }) => rule;

/** The rules as the server takes them. */
export const plain = (rules = model.draft) => rules.map(bare);

const text = (rules) => JSON.stringify(rules.map((rule) => Object.entries(bare(rule)).sort()));
export const isDirty = () => text(model.draft) !== text(model.inForce);
export const isFirst = () => model.inForce.length === 0 && text(model.draft) === text([firstRule()]);

/** Takes rules that are in force now; without any, the first rule is offered. */
export function load(rules, version) {
  model.inForce = structuredClone(rules);
  model.version = version;
  model.steps = [];
  model.draft = (rules.length ? rules : [firstRule()]).map(keyed);
  changed('loaded');
}

/** Other rules came into force meanwhile: the draft stays, and is compared with them. */
export function rebase(rules, version) {
  model.inForce = structuredClone(rules);
  model.version = version;
  changed('edited');
}

function edit(what, draft) {
  model.steps.push({ what, before: model.draft });
  if (model.steps.length > MOST_STEPS) model.steps.shift();
  model.draft = draft;
  changed('edited');
}

export const indexOf = (key) => model.draft.findIndex((rule) => rule.key === key);

export function put(key, rule) {
  const index = indexOf(key);
  if (index < 0) {
    const added = keyed(rule);
    edit('adding a rule', [...model.draft, added]);
    return added.key;
  }
  edit(`the change of rule ${index}`, model.draft.map((old) => (old.key === key ? { ...rule, key } : old)));
  return key;
}

export function duplicate(key) {
  const index = indexOf(key);
  const copy = keyed(bare(model.draft[index]));
  if (copy.id) copy.id = `${copy.id}-copy`;
  edit(`duplicating rule ${index}`, model.draft.toSpliced(index + 1, 0, copy));
  return copy.key;
}

export function remove(key) {
  const index = indexOf(key);
  edit(`deleting rule ${index}`, model.draft.filter((rule) => rule.key !== key));
}

/** Moves a rule to an index of the list; says whether that is somewhere else. */
export function move(key, to) {
  const from = indexOf(key);
  if (to < 0 || to >= model.draft.length || to === from) return false;
  const draft = model.draft.filter((rule) => rule.key !== key);
  edit(`moving rule ${from}`, draft.toSpliced(to, 0, model.draft[from]));
  return true;
}

export const replaceAll = (rules, what) => edit(what, rules.map(keyed));
export const discard = () => edit('going back to those in force', model.inForce.map(keyed));

/** Takes the last step back; returns the key of a rule that is there again, if one is. */
export function undo() {
  const { what, before } = model.steps.pop();
  const now = new Set(model.draft.map((rule) => rule.key));
  model.draft = before;
  changed('edited');
  return { what, key: before.find((rule) => !now.has(rule.key))?.key };
}

/** Takes what the server found wrong or odd with the draft. */
export function judged(problems) {
  model.problems = problems;
  tell('judged');
}
