import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answeringPhone, connectedPhone, ringingPhone } from '../fakes/calls.ts';
import { callingPhone, dialling } from '../fakes/calls-out.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { audioVideoEvent, completed, conversationDeleted } from '../fixtures/call.ts';
import { sentBody, sentEvent } from '../fixtures/call-out.ts';

const because = (subcode: string) => ({ reason: { code: 'RemoteFailure', subcode } });
const ways = {
  'the conversation': (subcode: string) => ({ ...conversationDeleted, ...because(subcode) }),
  'the modality': (subcode: string) => ({ ...audioVideoEvent('Disconnected', {}), ...because(subcode) }),
};

async function calling(): Promise<TestPhone> {
  const phone = await callingPhone();
  const id = await dialling(phone);
  await phone.server.push('communication', sentEvent('updated', sentBody(id, 'Alerting')));
  return phone;
}

describe('why a call is over is told by its conversation, and by nothing else', () => {
  for (const [subcode, title, outcome] of [
    ['ConnectedElsewhere', 'Answered elsewhere', 'elsewhere'],
    ['Declined', 'Declined elsewhere', 'elsewhere'],
    ['Timeout', 'Missed', 'missed'],
    ['SomethingNew', 'Missed', 'missed'],
  ] as const) {
    test(`${subcode} of one that rings: ${title}`, async () => {
      const phone = await ringingPhone();
      await phone.server.push('communication', ways['the conversation'](subcode));
      assert.equal(phone.call().ending?.title, title);
      assert.equal(phone.past()[0]?.outcome, outcome);
    });
  }

  for (const [name, event] of Object.entries(ways)) {
    test(`of one that is being answered, by ${name}`, async () => {
      const phone = await answeringPhone();
      await phone.server.push('conversation', event('ConnectedElsewhere'));
      assert.equal(phone.call().ending?.title, 'Answered elsewhere');
    });

    test(`of one that the user makes, by ${name}`, async () => {
      const phone = await calling();
      await phone.server.push('conversation', event('Busy'));
      await phone.clock.advance(1_000);
      assert.equal(phone.call().ending?.title, 'Busy');
      assert.equal(phone.past()[0]?.outcome, 'busy');
    });

    test(`of one that was talked, by ${name}: it was hung up`, async () => {
      const phone = await connectedPhone();
      await phone.server.push('conversation', event('Declined'));
      assert.equal(phone.call().ending?.title, 'Call ended');
    });
  }

  test('its invitation says it better, and later', async () => {
    const phone = await ringingPhone();
    await phone.server.push('communication', ways['the conversation']('Canceled'));
    await phone.server.push('communication', completed('Failure', 'Informational', 'ConnectedElsewhere'));
    assert.equal(phone.past()[0]?.outcome, 'elsewhere');
    assert.equal(phone.past().length, 1);
  });
});
