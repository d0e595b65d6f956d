import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invitedOf } from '../../../../main/core/phone-calls/from-ucwa.ts';
import { decodeResource } from '../../../../main/core/ucwa/resource.ts';
import { phoneConversationPath, phoneInvitation, phoneInvitationPath } from '../fixtures/phone-call.ts';

test('what an invitation was about before stands by a link, or whole, and stays known where it goes on in another conversation', () => {
  const goesOn = { derivedConversation: { href: '/other' }, derivedPhoneAudio: { href: '/other/phoneAudio' } };
  const whole = (rel: string, href: string) => ({ rel, _links: { self: { href } } });
  const embedded = {
    conversation: whole('conversation', phoneConversationPath),
    phoneAudio: whole('phoneAudio', `${phoneConversationPath}/phoneAudio`),
  };
  for (const given of [
    { links: goesOn },
    { links: { ...goesOn, conversation: undefined, phoneAudio: undefined }, embedded },
  ]) {
    const resource = decodeResource(JSON.parse(JSON.stringify(phoneInvitation(given))));
    assert.ok(resource !== null);
    const { conversation, phoneAudio, related } = invitedOf(phoneInvitationPath, resource, (href) => href);
    assert.deepEqual([conversation, phoneAudio], ['/other', '/other/phoneAudio']);
    assert.deepEqual(related, [phoneConversationPath, `${phoneConversationPath}/phoneAudio`]);
  }
});
