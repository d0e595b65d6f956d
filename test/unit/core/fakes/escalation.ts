import assert from 'node:assert/strict';
import { audioVideoEvent, audioVideoPath, conversationPath, conversationUrl } from '../fixtures/call.ts';
import { sentBody } from '../fixtures/call-out.ts';
import { batch } from '../fixtures/meeting.ts';
import { connectedPhone } from './calls.ts';
import { json, noContent } from './http.ts';
import type { TestPhone } from './phone.ts';
import { pool } from './server.ts';
import { settle } from './settle.ts';

export const communication = '/ucwa/oauth/v1/applications/101/communication';
export const invitation = `${communication}/audioVideoInvitations/900`;
export const escalateUrl = new RegExp(`^${pool}${audioVideoPath}/escalateAudio[?]`);
export const links = {
  stopAudioVideo: { href: `${audioVideoPath}/terminate` },
  audioVideoSession: { href: `${audioVideoPath}/session` },
};
const up = audioVideoEvent('Connected', { ...links, escalateAudio: { href: `${audioVideoPath}/escalateAudio` } });
export const success = { status: 'Success' };

export type Event = readonly [sender: 'communication' | 'conversation' | 'audioVideoInvitation', event: object];

/** What the server says of the call into the conference. */
export function said(operationId: string): Readonly<Record<'started' | 'answered' | 'completed' | 'refused', Event>> {
  const body = (state: string) => ({
    ...sentBody(operationId, state, {
      links: { self: { href: invitation }, cancel: { href: `${invitation}/cancel` } },
    }),
  });
  const of = (type: string, state: string, more: object = {}): Event => [
    'communication',
    {
      link: { rel: 'audioVideoInvitation', href: invitation },
      type,
      _embedded: { audioVideoInvitation: body(state) },
      ...more,
    },
  ];
  const href = `${invitation}/audioVideoNegotiation`;
  const mediaAnswer = { href: `data:application/sdp;base64,${Buffer.from('v=0 conference').toString('base64')}` };
  const negotiation = {
    rel: 'audioVideoNegotiation',
    ...{ remoteEndpoint: 'sip:conference', sessionContext: '7' },
    _links: { self: { href }, audioVideoInvitation: { href: invitation }, mediaAnswer },
  };
  const named = { link: { rel: 'audioVideoNegotiation', href }, type: 'updated' };
  const reason = { code: 'RemoteFailure', subcode: 'EscalationFailed' };
  return {
    started: of('started', 'Connecting'),
    answered: ['audioVideoInvitation', { ...named, _embedded: { audioVideoNegotiation: negotiation } }],
    completed: of('completed', 'Connected', success),
    refused: of('completed', 'Failed', { status: 'Failure', reason }),
  };
}

export function conversation(state: string): Event {
  const names = {
    addParticipant: { href: `${conversationPath}/addParticipant` },
    audioVideo: { href: audioVideoPath },
  };
  const body = { rel: 'conversation', state, _links: { self: { href: conversationPath }, ...names } };
  return [
    'communication',
    { link: { rel: 'conversation', href: conversationPath }, type: 'updated', _embedded: { conversation: body } },
  ];
}

export function session(context: string, type = 'added'): Event {
  const href = `${audioVideoPath}/session-${context}`;
  const own = {
    self: { href },
    audioVideo: { href: audioVideoPath },
    conversation: { href: conversationPath },
    renegotiations: { href: `${href}/renegotiations` },
  };
  const body = { rel: 'audioVideoSession', state: 'Established', sessionContext: context, _links: own };
  return [
    'communication',
    {
      link: { rel: 'audioVideoSession', href },
      type,
      ...(type !== 'deleted' && { _embedded: { audioVideoSession: body } }),
    },
  ];
}

export async function tell(phone: TestPhone, ...events: readonly Event[]): Promise<void> {
  const names = { conversation: conversationPath, communication, audioVideoInvitation: invitation };
  await phone.server.answerPoll(batch(events.map(([rel, event]) => ({ rel, href: names[rel], events: [event] }))));
}

/** A call that the server lets become a meeting; what it reads of that is not there. */
export async function talking(): Promise<TestPhone> {
  const phone = await connectedPhone();
  phone.media.callOutAtOnce();
  phone.http.on(
    'POST',
    escalateUrl,
    json(201, { ...sentBody('', 'Connecting'), _links: { self: { href: invitation } } }),
  );
  phone.http.on('POST', `${pool}${invitation}/cancel`, noContent);
  phone.http.on('DELETE', conversationUrl, noContent);
  phone.http.on('GET', new RegExp(`^${conversationUrl}`), json(503, { code: 'ServiceUnavailable' }));
  await tell(phone, conversation('Connected'), ['conversation', up]);
  return phone;
}

/** The user wants a meeting; what the request calls it. */
export async function escalating(
  phone: TestPhone,
): Promise<{ readonly operationId: string; readonly sessionContext: string }> {
  assert.deepEqual(phone.send({ type: 'make-meeting', callId: phone.call().id }), { ok: true });
  await settle();
  const [request, ...more] = phone.http.sentTo('POST', escalateUrl);
  assert.ok(request !== undefined && more.length === 0, 'it is asked for once');
  const query = new URL(request.url).searchParams;
  const [operationId, sessionContext] = ['operationId', 'sessionContext'].map((name) => query.get(name) ?? '');
  return { operationId: operationId ?? '', sessionContext: sessionContext ?? '' };
}

export const stops = (phone: TestPhone) => phone.http.sentTo('POST', `${pool}${audioVideoPath}/terminate`).length;
export const microphones = (phone: TestPhone) => phone.phone.mediaView().legs.map(({ microphone }) => microphone);
