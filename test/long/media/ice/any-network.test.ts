import { test } from 'node:test';
import fc from 'fast-check';
import '../../../unit/same-inputs.ts';
import { seededRandom } from '../../../unit/media/ice/agents.ts';
import { assertSelected, assertTalk, meet } from '../../../unit/media/ice/meeting.ts';

const nats = fc.constantFrom(null, 'full-cone', 'address-restricted', 'port-restricted');
const roles = fc.constantFrom('controlling', 'controlled');
const dialects = fc.constantFrom('rfc5245', 'ms-ice2');

const networks = fc.record({
  nats: fc.tuple(nats, nats),
  roles: fc.tuple(roles, roles),
  dialects: fc.tuple(dialects, dialects),
  dormantMs: fc.tuple(fc.nat(3000), fc.nat(3000)),
  loss: fc.double({ min: 0, max: 0.35, noNaN: true }),
  delayMs: fc.integer({ min: 1, max: 300 }),
  jitterMs: fc.nat(200),
  seed: fc.nat(),
});

test('whoever they are and whatever lies between, two agents agree on the same way', () => {
  fc.assert(
    fc.property(networks, ({ loss, delayMs, jitterMs, seed, ...sides }) => {
      const side = (index: 0 | 1) => ({
        role: sides.roles[index],
        dialect: sides.dialects[index],
        dormant: true,
        random: seededRandom(`${seed} ${index}`),
      });
      const link = { loss, delayMs, jitterMs };
      const meeting = meet({ nats: sides.nats, link, seed: String(seed), caller: side(0), callee: side(1) });
      const { clock, caller, callee } = meeting;
      clock.after(sides.dormantMs[0], caller.agent.begin.bind(caller.agent));
      clock.after(sides.dormantMs[1], callee.agent.begin.bind(callee.agent));
      for (let second = 0; second < 43; second += 1) {
        clock.advance(1000);
        // As in a call: so many lost checks alone would end it now and then.
        for (const { agent } of [caller, callee]) agent.farIsThere();
      }
      assertSelected(meeting);
      if (loss === 0) assertTalk(meeting);
    }),
    { numRuns: 300 },
  );
});
