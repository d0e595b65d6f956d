import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noOwnPhones } from '../../../../main/core/own-phones/state.ts';
import { unknownPeople } from '../../../../main/core/people/state.ts';
import { projectRouting } from '../../../../main/core/routing/project.ts';
import { noRouting } from '../../../../main/core/routing/state.ts';
import { englishWords } from '../fakes/words.ts';
import { forwarding, part } from './samples.ts';

test('where the server does not say to whom calls go, that is a sentence too', () => {
  const said = (period: 'always' | 'work-hours') => {
    const there = forwarding({ setting: 'immediate', immediate: part('contact', { contact: null }), period });
    const model = { ...noRouting, state: 'known', forwarding: there } as const;
    const around = { ownPhones: noOwnPhones, people: unknownPeople, home: [], account: 'dana', words: englishWords };
    const { notice, brief } = projectRouting(model, around);
    return [notice, brief];
  };
  assert.deepEqual(said('always'), ['They go to another number at once.', 'Forwarding to another number']);
  assert.equal(said('work-hours')[0], 'During your work hours they go to another number at once.');
});
