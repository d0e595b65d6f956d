import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../../same-inputs.ts';
import type { HttpRequest } from '../../../../../main/core/ports.ts';
import { html, json } from '../../fakes/http.ts';
import { createTestPhone, type TestPhone } from '../../fakes/phone.ts';
import { applicationBody, challenge, discoverUrl, pool, tokenUrl, userUrl } from '../../fakes/server.ts';
import { settle } from '../../fakes/settle.ts';
import { invitationBody, invitationEvent, invitationPath } from '../../fixtures/call.ts';
import { assertAllWithin, hostile, linkGraphs, walkLinks } from '../../fixtures/link-graphs.ts';

const applicationsUrl = `${pool}/ucwa/oauth/v1/applications`;
const { _links, _embedded, ...rest } = applicationBody();
const application = (links: object, me: object = {}) =>
  json(201, {
    ...rest,
    _links: { ..._links, ...links },
    _embedded: { me: { ..._embedded.me, _links: { ..._embedded.me._links, ...me } } },
  });
const granted = (reply: ReturnType<typeof json>) => (request: HttpRequest) =>
  request.headers.authorization === undefined ? challenge() : reply;

/** Every place in which a server can put an address that this app goes to. */
const slots: Readonly<Record<string, (phone: TestPhone, href: string) => void>> = {
  'redirect link': ({ http }, href) => http.on('GET', discoverUrl, json(200, { _links: { redirect: { href } } })),
  'HTTP redirect': ({ http }, href) => http.on('GET', discoverUrl, html(302, { location: [href] })),
  'user link': ({ http }, href) => http.on('GET', discoverUrl, json(200, { _links: { user: { href } } })),
  'HTTP redirect of user': ({ http }, href) => http.on('GET', userUrl, html(302, { location: [href] })),
  'token service': ({ http }, href) => http.on('GET', userUrl, challenge(href.replaceAll('\\', '\\\\'))),
  'authorization page': ({ http }, href) =>
    http.on(
      'GET',
      userUrl,
      html(401, { 'www-authenticate': [`Bearer authorization_uri="${href.replaceAll('\\', '\\\\')}"`] }),
    ),
  'passive page': ({ http }, href) => {
    http.on('GET', userUrl, challenge(tokenUrl, 'urn:microsoft.rtc:passive'));
    http.on('POST', tokenUrl, json(400, { error: 'invalid_grant', ms_rtc_passiveauthuri: href }));
  },
  'applications link': ({ http }, href) =>
    http.on('GET', userUrl, granted(json(200, { _links: { applications: { href } } }))),
  'application itself': ({ http }, href) => http.on('POST', applicationsUrl, granted(application({ self: { href } }))),
  'event channel': ({ http }, href) => http.on('POST', applicationsUrl, granted(application({ events: { href } }))),
  me: ({ http }, href) => http.on('POST', applicationsUrl, granted(application({}, { self: { href } }))),
  makeMeAvailable: ({ http }, href) =>
    http.on('POST', applicationsUrl, granted(application({}, { makeMeAvailable: { href } }))),
};

for (const [slot, arrange] of Object.entries(slots)) {
  describe(`no request follows a hostile address as ${slot}`, () => {
    for (const href of hostile) {
      test(href, async () => {
        const phone = createTestPhone();
        arrange(phone, href);
        await phone.signIn({ password: /page/.test(slot) ? '' : 'secret' });
        await phone.clock.advance(5_000);
        assertAllWithin(phone);
        phone.send({ type: 'sign-out' });
        await settle();
        assertAllWithin(phone);
      });
    }
  });
}

describe('no request follows a hostile address in an event', () => {
  for (const href of hostile) {
    test(href, async () => {
      const phone = createTestPhone();
      await phone.signIn();
      const links = {
        self: { href },
        conversation: { href },
        audioVideo: { href },
        acceptWithAnswer: { href },
        decline: { href },
        from: { href },
      };
      await phone.server.push('communication', { link: { rel: 'audioVideoInvitation', href }, type: 'started' });
      await phone.server.push(
        'communication',
        invitationEvent('started', invitationBody({ links, path: `${invitationPath}9` }), {}, `${invitationPath}9`),
      );
      for (const { id } of phone.view().calls) {
        phone.send({ type: 'answer', callId: id });
        phone.send({ type: 'hang-up', callId: id });
      }
      await phone.clock.advance(5_000);
      assertAllWithin(phone);
    });
  }
});

test('random graphs of links: no request, let alone a token or a password, leaves the domain', () =>
  fc.assert(fc.asyncProperty(linkGraphs, walkLinks), { numRuns: 60 }));
