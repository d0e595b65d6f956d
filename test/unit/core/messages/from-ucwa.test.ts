import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messagesEventsOf } from '../../../../main/core/messages/from-ucwa.ts';
import type { UcwaEvent } from '../../../../main/core/ucwa/events.ts';
import { decodeResource } from '../../../../main/core/ucwa/resource.ts';
import { createFakeRandom } from '../fakes/log-and-random.ts';

/** The conversation that an invitation to write is read to be in. */
function conversationIn(invitation: object, type: UcwaEvent['type']): unknown {
  const resource = decodeResource({
    rel: 'messagingInvitation',
    direction: 'Incoming',
    operationId: 'o',
    ...invitation,
  });
  const event: UcwaEvent = {
    ...{ sender: { rel: 'communication', href: '/c' }, type, rel: 'messagingInvitation', href: '/i', title: null },
    ...{ container: null, resource, status: type === 'completed' ? 'Success' : null, reason: null },
  };
  const read = messagesEventsOf(event, (href) => href, createFakeRandom(), 0).at(-1);
  return read !== undefined && 'conversation' in read ? read.conversation : undefined;
}

const whole = (href: string) => ({ rel: 'conversation', _links: { self: { href } } });

test('the conversation of an invitation may stand by a link, or whole', () => {
  const linked = { _links: { conversation: { href: '/one' } } };
  const embedded = { _embedded: { conversation: whole('/one') } };
  for (const type of ['started', 'completed'] as const) {
    assert.deepEqual([conversationIn(linked, type), conversationIn(embedded, type)], ['/one', '/one'], type);
  }
});

test('it goes on in the conversation that is derived from it, said in either way', () => {
  const embedded = { _embedded: { conversation: whole('/one'), derivedConversation: whole('/other') } };
  const linked = { _links: { conversation: { href: '/one' }, derivedConversation: { href: '/other' } } };
  assert.deepEqual([conversationIn(linked, 'completed'), conversationIn(embedded, 'completed')], ['/other', '/other']);
});

test('messages that are deleted are over, although nothing says more of them', () => {
  const event: UcwaEvent = {
    ...{ sender: { rel: 'conversation', href: '/c/1' }, type: 'deleted', rel: 'messaging', href: '/c/1/messaging' },
    ...{ title: null, container: null, resource: null, status: null, reason: null },
  };
  const [read] = messagesEventsOf(event, (href) => href, createFakeRandom(), 0);
  assert.ok(read?.type === 'messaging');
  assert.deepEqual([read.modality.conversation, read.modality.state], ['/c/1', 'disconnected']);
});

test('the administrator says anew what may be done with messages', () => {
  const resource = decodeResource({ rel: 'policies', messagingUrls: 'Disabled', saveMessagingHistory: 'None' });
  const event: UcwaEvent = {
    ...{ sender: { rel: 'policies', href: '/policies' }, type: 'updated', rel: 'policies', href: '/policies' },
    ...{ title: null, container: null, resource, status: null, reason: null },
  };
  const [read, ...more] = messagesEventsOf(event, (href) => href, createFakeRandom(), 0);
  assert.ok(read?.type === 'policies' && more.length === 0);
  const { messagingUrls, saveMessagingHistory } = read.policies;
  assert.deepEqual([messagingUrls, saveMessagingHistory], [false, true]);
});
