// All of it in one process: a browser takes longer to start than most tests take.

import { after, before, describe, test } from 'node:test';
import { launch, startExample } from './harness.mjs';
import { rules } from './rules.mjs';
import { documents } from './documents.mjs';
import { trying } from './trying.mjs';
import { accessibility } from './accessibility.mjs';
import { clients } from './clients.mjs';

const stage = {};

before(async () => {
  [stage.browser, stage.standard, stage.s3] = await Promise.all([
    launch(), startExample('--dialect', 'standard'), startExample(),
  ]);
});

after(async () => {
  await stage.browser?.close();
  await stage.standard?.stop();
  await stage.s3?.stop();
});

describe('rules', () => rules(stage, test));
describe('documents', () => documents(stage, test));
describe('trying', () => trying(stage, test));
describe('clients', () => clients(stage, test));
describe('accessibility', () => accessibility(stage, test));
