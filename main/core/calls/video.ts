import type { VideoCommand } from '../../../preload/contract/index.ts';
import type { VideoStanding, VideoWish } from '../ports.ts';
import type { CallEffect } from './effect.ts';
import type { OneStep } from './end.ts';
import type { CallEvent } from './event.ts';
import { type Call, type CallVideo, isCalling, isTalking, isUp } from './state.ts';

type EventOf<Type extends CallEvent['type']> = Extract<CallEvent, { readonly type: Type }>;

/** What happens to the pictures of a call that is up. */
export type VideoEvent = EventOf<'media-video' | 'video-lost' | 'want-video' | 'preview-video' | 'camera'>;

/** Of a call without pictures, from its beginning. */
export const noPictures: CallVideo = {
  standing: {
    ...{ offered: 'no', farAnswer: null, nearOffer: null, agreed: false, sends: false, takes: false },
    most: { bitrate: null, blocks: null },
  },
  wanted: 'none',
  agreed: 'none',
  preview: false,
  camera: 'unopened',
  failed: null,
};

/** Of a call out with pictures, while nobody has answered: the offer has them, and the user sees themselves. */
export const seenOnceAnswered: CallVideo = { ...noPictures, wanted: 'both', agreed: 'both', preview: true };

/** A video can be begun: the server takes offers in the call, and no hold is on or under way. */
export function mayStartVideo(call: Call): boolean {
  const { state, restoring, session, video } = call;
  const isThere = state === 'connected' && !restoring && session !== null && session.renegotiations !== null;
  return isThere && isTalking(call) && video.wanted !== 'both';
}

/** The far side would show itself. */
function isOffered(call: Call): boolean {
  return mayStartVideo(call) && call.video.wanted === 'none' && call.video.standing.offered === 'met';
}

/** What a command about pictures asks for now; null where that is not possible. */
export function videoEventOf(
  call: Call,
  command: Exclude<VideoCommand, { type: 'answer-with-video' }>,
): VideoEvent | null {
  const { id: callId, state, video } = call;
  const want = (wish: VideoWish): VideoEvent => ({ type: 'want-video', callId, wish });
  switch (command.type) {
    case 'preview-video':
      return mayStartVideo(call) && !video.preview ? { type: 'preview-video', callId, preview: true } : null;
    case 'cancel-preview':
      return isUp(call) && video.preview ? { type: 'preview-video', callId, preview: false } : null;
    case 'start-video':
      // Nobody is seen who has not seen themselves before.
      return mayStartVideo(call) && video.preview ? want('both') : null;
    case 'show-video':
      return isOffered(call) ? want('receive') : null;
    case 'stop-video':
      // Before the answer the offer stands: what it has of the user is taken back as soon as that can be.
      if (isCalling(call)) return video.wanted === 'both' ? want('receive') : null;
      return state === 'connected' && video.wanted !== 'none'
        ? want(video.standing.sends && video.wanted === 'both' ? 'receive' : 'none')
        : null;
  }
}

/** Its answer with pictures is ready. */
export function mayAnswerSeen({ state, media, video }: Call): boolean {
  return state === 'ringing' && media.state === 'ready' && video.standing.farAnswer !== null;
}

/** What the first reading of an offer says; ports for it come later. */
export function videoOffered(video: CallVideo, offered: VideoStanding['offered']): CallVideo {
  return offered === 'no' ? video : { ...video, standing: { ...video.standing, offered } };
}

/** Answers with pictures; null where the answer with them is not ready. */
export function answerSeen(call: Call): (OneStep & { readonly farAnswer: string }) | null {
  const { farAnswer } = call.video.standing;
  if (call.media.state !== 'ready' || farAnswer === null) return null;
  // Whoever is asked to join unseen sees, and is seen once they want to be: the answer is for both, and takes one of them back.
  const wanted = call.invited.joinVideoMuted ? 'receive' : 'both';
  const video: CallVideo = { ...call.video, wanted, agreed: 'both' };
  return { call: { ...call, video }, effects: [wished(call.id, 'both')], farAnswer };
}

/** The answer was not taken: it may be given again, with or without. */
export function withoutVideo(call: Call): OneStep {
  if (call.video.wanted === 'none') return { call, effects: [] };
  const video: CallVideo = { ...call.video, wanted: 'none', agreed: 'none', camera: 'unopened' };
  return { call: { ...call, video }, effects: [wished(call.id, 'none')] };
}

/** To the gateway. */
export function wished(callId: string, wish: VideoWish): CallEffect {
  return { type: 'media', instruction: { type: 'video', callId, wish } };
}

/** Pictures are there, or are wanted: an offer has to say something of them. */
export function isAboutVideo({ video }: Call): boolean {
  return video.wanted !== 'none' || video.agreed !== 'none';
}

export function reduceVideo(call: Call, event: VideoEvent): OneStep {
  const { video, state } = call;
  const step = (next: Partial<CallVideo>): OneStep => ({
    call: { ...call, video: { ...video, ...next } },
    effects: [],
  });
  if (state === 'ending' || state === 'ended') return { call, effects: [] };
  switch (event.type) {
    case 'media-video':
      return told(call, event.video);
    case 'video-lost':
      return video.wanted === 'none' ? { call, effects: [] } : step({ wanted: 'none', preview: false, failed: 'lost' });
    case 'want-video': {
      const { wish } = event;
      const { call: next } = step({
        ...{ wanted: wish, preview: false, failed: null },
        ...(wish !== 'both' && { camera: 'unopened' }),
      });
      return { call: next, effects: isCalling(call) ? [wished(call.id, wish)] : [] };
    }
    case 'preview-video':
      return step({ preview: event.preview, failed: null, camera: 'unopened' });
    case 'camera':
      return step({ camera: event.outcome });
  }
}

/** What the far side took away is not wanted any more, and need not be told to it. */
function told(call: Call, standing: VideoStanding): OneStep {
  const { video, hold, state } = call;
  const isOver = state === 'connected' && video.standing.agreed && !standing.agreed && hold.offer === null;
  if (!isOver) return { call: { ...call, video: { ...video, standing } }, effects: [] };
  const over: CallVideo = { ...video, standing, wanted: 'none', agreed: 'none', preview: false };
  return { call: { ...call, video: over }, effects: [wished(call.id, 'none')] };
}

/** Somebody answered a call out: who was to be seen is, and looks at themselves no longer. */
export function seenFromNowOn(video: CallVideo): CallVideo {
  return video.preview ? { ...video, preview: false } : video;
}

/** The first offer of a call out is answered: who takes no pictures was asked for them, and is not again. */
export function firstAnswered(video: CallVideo): CallVideo {
  if (video.agreed === 'none' || video.standing.agreed) return video;
  return { ...video, wanted: 'none', agreed: 'none', camera: 'unopened', failed: 'refused' };
}

/** The far side answered an offer of ours that asked for `wish`. */
export function videoAgreed(video: CallVideo, wish: VideoWish): CallVideo {
  if (wish === 'none' || video.standing.agreed) return { ...video, agreed: wish };
  const isWanted = video.wanted === wish;
  return { ...video, agreed: 'none', wanted: isWanted ? 'none' : video.wanted, failed: 'refused' };
}

/** Nothing came of an offer of ours that asked for `wish`. */
export function videoRefused(video: CallVideo, wish: VideoWish): CallVideo {
  if (wish === video.agreed) return video;
  return { ...video, wanted: video.wanted === wish ? video.agreed : video.wanted, failed: 'refused' };
}
