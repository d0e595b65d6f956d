import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { invitedOf } from '../../../../../main/core/calls/invited/from-invitation.ts';
import { type RingReason, ringReasons } from '../../../../../main/core/calls/invited/ring-reasons.ts';
import { reasonSentence } from '../../../../../main/core/calls/invited/say-reason.ts';
import { decodeAudioVideoInvitation } from '../../../../../main/core/ucwa/decode/audio-video-invitation.ts';
import { decodeResource } from '../../../../../main/core/ucwa/resource.ts';
import { textWithNames } from '../../../../../preload/contract/index.ts';
import { englishWords } from '../../fakes/words.ts';
import { invitationBody } from '../../fixtures/call.ts';

const whose = { addresses: ['sip:dana@contoso.com', 'dana@contoso.com', ''], home: ['contoso.com'] };

interface Given {
  readonly properties?: object;
  readonly links?: object;
  readonly embedded?: object;
}

function invited(given: Given) {
  const resource = decodeResource(invitationBody(given));
  assert.ok(resource !== null);
  return invitedOf(decodeAudioVideoInvitation(resource), (href) => href);
}

const said = (given: Given) =>
  ringReasons(invited(given), whose).map(({ reason, pending }) => {
    const text = textWithNames(reasonSentence(reason, 'Ana Lindqvist', englishWords));
    return pending ? `${text} …` : text;
  });

const titled = (title: string) => ({ href: '/people/1', title });
const contact = (name: string) => ({ rel: 'contact', name, uri: `sip:${name}@contoso.com` });
const front = { to: 'sip:front.desk@contoso.com' };

/** What an invitation has, and what its card says. */
const cases: Readonly<Record<string, readonly [Given, readonly string[]]>> = {
  'nothing of it': [{}, []],
  'whom the caller wanted is the user': [
    {
      properties: { to: 'sip:Dana@contoso.com;user=phone' },
      links: { to: titled('Dana'), forwardedBy: titled('Bao') },
    },
    ['Forwarded by Bao'],
  ],
  'another target by itself proves nothing: it may be a name of the user': [{ properties: front }, []],
  'received for somebody': [{ links: { onBehalfOf: titled('Bao Chen') } }, ['For Bao Chen']],
  'embedded whole': [{ embedded: { onBehalfOf: contact('Bao') } }, ['For Bao']],
  'forwarded, and for whom': [
    { links: { onBehalfOf: titled('Dana Whitfield'), forwardedBy: titled('Team Support') } },
    ['For Dana Whitfield, forwarded by Team Support'],
  ],
  'forwarded from the one who was wanted': [
    { properties: front, links: { to: titled('Front desk'), forwardedBy: titled('Bao') } },
    ['For Front desk, forwarded by Bao'],
  ],
  'forwarded, of whom only the address is known': [
    { properties: front, links: { forwardedBy: titled('Bao') } },
    ['For front.desk@contoso.com, forwarded by Bao'],
  ],
  'a team': [{ properties: { state: 'TeamRing' } }, ['Team call']],
  'a team with a name': [
    { properties: { state: 'TeamRing', ...front }, links: { to: titled('Front desk') } },
    ['Team call for Front desk'],
  ],
  'a team, forwarded': [
    { properties: { state: 'TeamRing', ...front }, links: { to: titled('Front desk'), forwardedBy: titled('Bao') } },
    ['Team call for Front desk', 'Forwarded by Bao'],
  ],
  transferred: [{ links: { transferredBy: titled('Priya Raman') } }, ['Transferred by Priya Raman']],
  'for whom the caller speaks, by link': [
    { links: { delegator: titled('Bao Chen') } },
    ['From Ana Lindqvist on behalf of Bao Chen'],
  ],
  'for whom the caller speaks, by address': [
    { properties: { delegator: 'sip:bao@contoso.com' } },
    ['From Ana Lindqvist on behalf of bao@contoso.com'],
  ],
  'all of it': [
    {
      links: {
        delegator: titled('D'),
        onBehalfOf: titled('O'),
        forwardedBy: titled('F'),
        transferredBy: titled('T'),
      },
    },
    ['From Ana Lindqvist on behalf of D', 'For O, forwarded by F', 'Transferred by T'],
  ],
  'names that may still come': [
    {
      links: {
        onBehalfOf: { href: '/people/1' },
        forwardedBy: { href: '/people/2' },
        transferredBy: { href: '/people/3' },
        delegator: { href: '/people/4' },
      },
    },
    ['From Ana Lindqvist on behalf of somebody else …', 'Forwarded to you …', 'Transferred to you …'],
  ],
  'one of two names': [
    { links: { onBehalfOf: titled('Bao'), forwardedBy: { href: '/people/2' } } },
    ['For Bao, forwarded …'],
  ],
  'a name with what does not belong on a screen': [
    { links: { forwardedBy: titled('Bao\u202e\u0000<b>Chen</b>') } },
    ['Forwarded by Bao <b>Chen</b>'],
  ],
  'somebody who hides': [
    { embedded: { forwardedBy: { rel: 'contact', uri: 'sip:anonymous@anonymous.invalid' } } },
    ['Forwarded to you'],
  ],
};

describe('why a call rings here', () => {
  for (const [name, [given, sentences]] of Object.entries(cases)) {
    test(name, () => assert.deepEqual(said(given), sentences));
  }

  test('for whom it is by link alone, before and after nobody could say', () => {
    const by = { links: { onBehalfOf: { href: '/people/1' } } };
    assert.deepEqual(said(by), ['For somebody else …']);
    const reason: RingReason = { kind: 'for', name: null };
    assert.equal(textWithNames(reasonSentence(reason, 'Ana', englishWords)), 'For somebody else');
  });

  test('names stand apart from the words, for the window to draw', () => {
    const [only] = ringReasons(invited({ links: { forwardedBy: titled('Team Support') } }), whose);
    assert.deepEqual(only && reasonSentence(only.reason, 'Ana', englishWords), [
      'Forwarded by ',
      { name: 'Team Support' },
    ]);
  });
});
