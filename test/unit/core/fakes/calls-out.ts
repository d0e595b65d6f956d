import assert from 'node:assert/strict';
import type { PhoneOptions } from '../../../../main/core/phone.ts';
import { invitationPath } from '../fixtures/call.ts';
import { communicationBody, communicationPath, startAudioUrl } from '../fixtures/call-out.ts';
import { type FakeHttp, json, noContent } from './http.ts';
import { createTestPhone, type FakePorts, type TestPhone } from './phone.ts';
import { applicationBody, applicationUrl, pool } from './server.ts';
import { settle } from './settle.ts';

/** What the server may say of itself. */
export interface CallingServer {
  readonly links?: readonly string[];
  readonly properties?: object;
  /** Of `policies`. */
  readonly policies?: object;
  /** Those whose delegate the user is. */
  readonly delegators?: readonly object[];
}

/** A phone that is signed in and may call. */
export async function callingPhone(
  { links = ['startAudio'], properties = {}, policies, delegators }: CallingServer = {},
  given: Partial<FakePorts> = {},
  options: Partial<PhoneOptions> = {},
): Promise<TestPhone> {
  const phone = createTestPhone(given, options);
  const { http } = phone;
  const communication = communicationBody(links, properties);
  const body = applicationBody();
  const application = {
    ...body,
    _links: { ...body._links, ...(policies && { policies: { href: `${pool}/policies` } }) },
    _embedded: {
      ...body._embedded,
      communication,
      people: { rel: 'people', _links: delegators && { myGroups: { href: `${pool}/groups` } } },
    },
  };
  const withToken = (reply: ReturnType<typeof json>) => (request: Parameters<typeof phone.server.accepts>[0]) =>
    phone.server.accepts(request) ? reply : undefined;
  http.on('POST', `${pool}/ucwa/oauth/v1/applications`, withToken(json(201, application)));
  http.on('GET', applicationUrl, withToken(json(200, application)));
  http.on('GET', `${pool}${communicationPath}/conversations`, json(200, { rel: 'conversations' }));
  http.on('GET', `${pool}${communicationPath}`, withToken(json(200, communication)));
  if (policies) http.on('GET', `${pool}/policies`, json(200, { rel: 'policies', ...policies }));
  if (delegators) {
    const group = { rel: 'delegatorsGroup', _links: { groupContacts: { href: `${pool}/groups/delegators` } } };
    http.on('GET', `${pool}/groups`, json(200, { rel: 'myGroups', _embedded: { delegatorsGroup: group } }));
    const contacts = { rel: 'groupContacts', _embedded: { contact: delegators } };
    http.on('GET', `${pool}/groups/delegators`, json(200, contacts));
  }
  http.on('POST', `${pool}${invitationPath}/cancel`, noContent);
  phone.media.callOutAtOnce();
  await phone.signIn();
  return phone;
}

/** 201 with the invitation's name. */
export const created = { status: 201, headers: { location: [invitationPath] }, body: '' };

/** The request that makes the call, read. */
export function startedCall(http: FakeHttp, url = startAudioUrl): Record<string, unknown> & { operationId: string } {
  const [request, ...more] = http.sentTo('POST', url);
  assert.ok(request?.body !== undefined && more.length === 0, 'it is sent once');
  return JSON.parse(request.body) as Record<string, unknown> & { operationId: string };
}

/** Something was dialled, and the server has the request. */
export async function dialling(phone: TestPhone, to = '+46 8 555 012 34'): Promise<string> {
  phone.http.once('POST', startAudioUrl, created);
  assert.deepEqual(phone.send({ type: 'call', to }), { ok: true });
  await settle();
  return startedCall(phone.http).operationId;
}
