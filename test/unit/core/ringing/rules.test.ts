import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { howItRings, type RingFacts, type RingManner, type RingWishes } from '../../../../main/core/ringing/rules.ts';
import { usualSettings } from '../../../../main/core/settings/table.ts';
import { breakThroughWishes, quietWishes } from '../../../../preload/contract/index.ts';

const plain: RingFacts = {
  emergency: false,
  privateLine: false,
  favourite: false,
  team: false,
  silenced: false,
  doNotDisturb: false,
  systemDoNotDisturb: false,
  busy: false,
  inCall: false,
};

const rings = (facts: Partial<RingFacts>, wishes: Partial<RingWishes> = {}): RingManner =>
  howItRings({ ...plain, ...facts }, { ...usualSettings, ...wishes });

const aloud = { card: true, notification: true, sound: 'rings', flash: true } as const;
const softly = { card: true, notification: true, sound: 'beeps', flash: false } as const;
const shown = { card: true, notification: false, sound: 'none', flash: false } as const;
const unseen = { card: false, notification: false, sound: 'none', flash: false } as const;

const cases: readonly (readonly [string, Partial<RingFacts>, Partial<RingWishes>, RingManner])[] = [
  ['a call', {}, {}, { rule: 'any', ...aloud }],
  ['in a call', { inCall: true, busy: true }, {}, { rule: 'in-call', ...softly }],
  ['silenced', { silenced: true }, {}, { rule: 'silenced', ...shown }],
  ['do not disturb', { doNotDisturb: true }, {}, { rule: 'do-not-disturb', ...shown }],
  [
    'do not disturb, and nothing shown',
    { doNotDisturb: true },
    { ringDoNotDisturb: 'nothing' },
    { rule: 'do-not-disturb', ...unseen },
  ],
  [
    'do not disturb that is not to matter',
    { doNotDisturb: true, systemDoNotDisturb: true },
    { ringDoNotDisturb: 'ring' },
    { rule: 'any', ...aloud },
  ],
  ['the system’s', { systemDoNotDisturb: true }, {}, { rule: 'system-do-not-disturb', ...shown }],
  ['silenced before do not disturb', { silenced: true, doNotDisturb: true }, {}, { rule: 'silenced', ...shown }],
  ['a team call', { team: true }, { ringTeamWhileBusy: 'nothing' }, { rule: 'any', ...aloud }],
  ['a team call while busy, as is usual', { team: true, busy: true }, {}, { rule: 'any', ...aloud }],
  [
    'a team call while busy',
    { team: true, busy: true },
    { ringTeamWhileBusy: 'card' },
    { rule: 'team-while-busy', ...shown },
  ],
  [
    'a team call while busy, not shown',
    { team: true, busy: true, inCall: true },
    { ringTeamWhileBusy: 'nothing' },
    { rule: 'team-while-busy', ...unseen },
  ],
  ['the private line', { privateLine: true, silenced: true }, {}, { rule: 'private-line', ...aloud }],
  [
    'the private line in a call',
    { privateLine: true, doNotDisturb: true, inCall: true },
    {},
    { rule: 'private-line', ...softly },
  ],
  [
    'the private line as others',
    { privateLine: true, silenced: true },
    { ringPrivateLine: 'as-others' },
    { rule: 'silenced', ...shown },
  ],
  ['a favourite', { favourite: true, doNotDisturb: true }, {}, { rule: 'favourite', ...aloud }],
  [
    'a favourite as others',
    { favourite: true, doNotDisturb: true },
    { ringFavourites: 'as-others' },
    { rule: 'do-not-disturb', ...shown },
  ],
];

describe('how a call rings', () => {
  for (const [name, facts, wishes, manner] of cases) {
    test(name, () => assert.deepEqual(rings(facts, wishes), manner));
  }
});

const flag = fc.boolean();
const anyFacts = fc.record({
  emergency: flag,
  privateLine: flag,
  favourite: flag,
  team: flag,
  silenced: flag,
  doNotDisturb: flag,
  systemDoNotDisturb: flag,
  busy: flag,
  inCall: flag,
});
const anyWishes = fc.record({
  ringPrivateLine: fc.constantFrom(...breakThroughWishes),
  ringFavourites: fc.constantFrom(...breakThroughWishes),
  ringDoNotDisturb: fc.constantFrom(...quietWishes),
  ringTeamWhileBusy: fc.constantFrom(...quietWishes),
});

test('an emergency service that calls back is heard, whatever else holds', () => {
  fc.assert(
    fc.property(anyFacts, anyWishes, (facts, wishes) => {
      const { sound, card, notification } = howItRings({ ...facts, emergency: true }, wishes);
      assert.deepEqual([sound === 'none', card, notification], [false, true, true]);
    }),
  );
});

test('nothing is silent without a rule that says so', () => {
  fc.assert(
    fc.property(anyFacts, anyWishes, (facts, wishes) => {
      const { sound } = howItRings(facts, wishes);
      const mayBeSilent =
        facts.silenced || facts.doNotDisturb || facts.systemDoNotDisturb || (facts.team && facts.busy);
      assert.ok(mayBeSilent || sound !== 'none');
      if (sound === 'rings') assert.equal(facts.inCall, false, 'nobody is rung into the ear that they talk with');
    }),
  );
});
