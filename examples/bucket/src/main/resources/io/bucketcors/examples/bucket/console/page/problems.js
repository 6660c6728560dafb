// What is wrong with rules, or odd, in the words of the library.

import { make } from './dom.js';

/** One problem as an item of a list. */
export function problemItem(problem, where = '') {
  const item = make('li', [
    make('b', problem.error ? 'Error: ' : 'Warning: '),
    where,
    ...(problem.value ? [make('code', problem.value), ' – '] : []),
    problem.message,
    ...(problem.fix ? ['; ', problem.fix] : []),
  ], problem.error ? 'bad' : 'odd');
  item.dataset.code = problem.code;
  return item;
}

/** Where in a text, or in which rule, a problem is. */
export function place(problem) {
  if (problem.line) return `line ${problem.line}: `;
  return problem.rule === undefined ? '' : `rule ${problem.rule}: `;
}

/** A list of problems; an empty one has no height. */
export function problemList(problems, where = place) {
  return make('ul', problems.map((problem) => problemItem(problem, where(problem))), 'problems');
}

export const errors = (problems) => problems.filter((problem) => problem.error).length;

export const count = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;
