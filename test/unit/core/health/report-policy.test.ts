import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectDiagnostics } from '../../../../main/core/health/report.ts';
import { emptyModel } from '../../../../main/core/model.ts';
import type { PolicyView } from '../../../../preload/contract/index.ts';
import { englishWords } from '../fakes/words.ts';

const reportOf = (policy: PolicyView) => projectDiagnostics({ ...emptyModel, policy }, englishWords, 0, 0).report;

test('the report says what an administrator decided, from where, and what of it does not hold', () => {
  const source = '/etc/switchhook/policy.json';
  const report = reportOf({
    sources: [source],
    decided: ['features.video', 'httpDiscovery'],
    refused: [
      { source, key: 'logLevel', why: 'wrong-value' },
      { source, key: null, why: 'no-json' },
    ],
  });
  const lines = report.slice(report.indexOf('Policy\n')).trimEnd().split('\n');
  assert.deepEqual(lines, [
    'Policy',
    `read: ${source}`,
    'decided: features.video, httpDiscovery',
    `not used: ${source}, logLevel: wrong-value`,
    `not used: ${source}: no-json`,
  ]);
});

test('where nobody decided anything, it says so', () => {
  assert.match(reportOf(emptyModel.policy), /Policy\nnone\n$/);
});
