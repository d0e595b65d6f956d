import { decodeAudioVideoSession } from '../ucwa/decode/audio-video-session.ts';
import type { Resource } from '../ucwa/resource.ts';
import type { OneStep } from './end.ts';
import type { CallEvent } from './event.ts';
import { type Call, isUp, type SessionLinks } from './state.ts';

/** The hrefs of an audioVideoSession, made absolute. */
export function sessionLinksOf(
  resource: Resource,
  resolve: (href: string | null) => string | null,
): Omit<SessionLinks, 'href'> {
  const { renegotiations, resumeAudio, publishCallQualityFeedback } = decodeAudioVideoSession(resource).links;
  const feedback = resolve(publishCallQualityFeedback);
  return {
    renegotiations: resolve(renegotiations),
    resumeAudio: resolve(resumeAudio),
    ...(feedback !== null && { feedback }),
  };
}

/** What the server lets us do with the media of the call, now. */
export function sessionMoved(call: Call, event: Extract<CallEvent, { readonly type: 'session' }>): OneStep {
  const { session: before } = call;
  const { session: href, links } = event;
  if (links === null) return before?.href === href ? { call: { ...call, session: null }, effects: [] } : same(call);
  const names = ['renegotiations', 'resumeAudio', 'feedback'] as const;
  const isSame = before?.href === href && names.every((name) => before[name] === links[name]);
  return isSame ? same(call) : { call: { ...call, session: { href, ...links } }, effects: [] };
}

/** The audioVideo says where its session is; it tells of itself by an event, which may be lost. */
export function sessionNamed(step: OneStep, href: string | null): OneStep {
  const { call, effects } = step;
  if (href === null || call.session !== null || !isUp(call)) return step;
  return { call, effects: [...effects, { type: 'find-session', callId: call.id, href }] };
}

function same(call: Call): OneStep {
  return { call, effects: [] };
}
