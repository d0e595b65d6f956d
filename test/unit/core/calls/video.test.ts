import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../../../main/core/calls/dispatch.ts';
import type { CallEffect } from '../../../../main/core/calls/effect.ts';
import type { CallEvent } from '../../../../main/core/calls/event.ts';
import { talking } from '../../../../main/core/calls/hold.ts';
import { reduceCalls } from '../../../../main/core/calls/reduce.ts';
import type { Call, CallVideo } from '../../../../main/core/calls/state.ts';
import { noPictures } from '../../../../main/core/calls/video.ts';
import { noDevices } from '../../../../main/core/devices/state.ts';
import type { VideoStanding } from '../../../../main/core/ports.ts';
import { projectPictures, projectVideo, videoNotes } from '../../../../main/core/view/pictures.ts';
import type { VideoCommand } from '../../../../preload/contract/index.ts';
import { englishWords } from '../fakes/words.ts';
import { call } from '../fixtures/call.ts';

const callId = 'call';
const session = { href: 'session', renegotiations: 'session/renegotiations', resumeAudio: null };
const up = { state: 'connected', answered: true, accept: 'taken', connectedAt: 0, session } as const;
const flowing: VideoStanding = { ...noPictures.standing, agreed: true, sends: true, takes: true, nearOffer: 'near' };
const ready: VideoStanding = { ...noPictures.standing, offered: 'met', farAnswer: 'answer with video' };

const video = (change: Partial<CallVideo>): CallVideo => ({ ...noPictures, ...change });
const seen = call({ ...up, video: video({ wanted: 'both', agreed: 'both', standing: flowing, camera: 'opened' }) });
const rings = call({
  state: 'ringing',
  media: { state: 'ready', farAnswer: 'answer', nearOffer: 'near' },
  video: video({ standing: ready }),
});

function after(before: Call, ...events: readonly CallEvent[]): { call: Call; effects: readonly CallEffect[] } {
  let step: { calls: readonly Call[]; effects: readonly CallEffect[] } = { calls: [before], effects: [] };
  const effects: CallEffect[] = [];
  for (const event of events) {
    step = reduceCalls(step.calls, event, 1_000);
    effects.push(...step.effects);
  }
  const [only = before] = step.calls;
  return { call: only, effects };
}

/** What the gateway is told, in a word each. */
const told = (effects: readonly CallEffect[]): string[] =>
  effects.flatMap((effect) => {
    if (effect.type !== 'media') return [];
    const { instruction } = effect;
    return instruction.type === 'video' ? [`video ${instruction.wish}`] : [instruction.type];
  });

const does = (of: Call, type: VideoCommand['type']) => decide([of], { type, callId }, 'there');

test('a call that comes with a picture is answered with it, by the answer that takes it', () => {
  const decision = does(rings, 'answer-with-video');
  assert.ok(decision.kind === 'apply');
  const { call: answered, effects } = after(rings, decision.event);
  assert.deepEqual([answered.state, answered.video.wanted, answered.video.agreed], ['answering', 'both', 'both']);
  const accepted = effects.find((effect) => effect.type === 'accept');
  assert.equal(accepted?.type === 'accept' && accepted.sdp, 'answer with video');
  assert.deepEqual(told(effects), ['video both']);
});

test('who is asked to join unseen sees, and takes their own picture back as soon as that can be', () => {
  const asked = call({ ...rings, invited: { ...rings.invited, joinVideoMuted: true } });
  const { call: answered, effects } = after(asked, { type: 'answer', callId, microphone: 'there', video: true });
  assert.deepEqual([answered.video.wanted, answered.video.agreed], ['receive', 'both']);
  assert.deepEqual(told(effects), ['video both']);
  const isUp = { ...answered, state: 'connected', accept: 'taken', connectedAt: 0 } as const;
  assert.equal(projectPictures([isUp], noDevices)?.camera, 'closed');
  const links = { renegotiations: 'session/renegotiations', resumeAudio: null };
  const of = [answered.audioVideo ?? ''];
  const offered = after(isUp, { type: 'session', session: 'session', of, links });
  assert.deepEqual(told(offered.effects), ['video receive', 'offer']);
  assert.equal(offered.call.hold.offer?.video, 'receive');
});

test('it is answered by voice alone as before', () => {
  const { call: answered, effects } = after(rings, { type: 'answer', callId, microphone: 'there' });
  const accepted = effects.find((effect) => effect.type === 'accept');
  assert.equal(accepted?.type === 'accept' && accepted.sdp, 'answer');
  assert.deepEqual([answered.video.wanted, told(effects)], ['none', []]);
});

test('an answer with video waits for the ports, and is none where no picture is offered', () => {
  const early = call({ ...rings, video: video({ standing: { ...ready, farAnswer: null } }) });
  assert.deepEqual(does(early, 'answer-with-video'), { kind: 'refuse', refusal: 'unavailable' });
  assert.deepEqual(does(call({ ...rings, video: noPictures }), 'answer-with-video'), {
    kind: 'refuse',
    refusal: 'unavailable',
  });
  assert.deepEqual(does(seen, 'answer-with-video'), { kind: 'refuse', refusal: 'repeated' });
});

test('an answer that is not taken can be given again without video', () => {
  const answering = after(rings, { type: 'answer', callId, microphone: 'there', video: true }).call;
  const { call: again, effects } = after(answering, { type: 'accept-failed', callId, code: '', outcome: 'again' });
  assert.deepEqual([again.state, again.video.wanted, told(effects)], ['ringing', 'none', ['video none']]);
});

test('nobody is seen before they saw themselves, and nothing is offered before that', () => {
  const voice = call(up);
  assert.equal(does(voice, 'start-video').kind, 'refuse');
  const { call: previewed, effects } = after(voice, { type: 'preview-video', callId, preview: true });
  assert.deepEqual([previewed.video.preview, effects], [true, []]);
  assert.equal(projectPictures([previewed], noDevices)?.camera, 'open');
  assert.equal(projectPictures([previewed], noDevices)?.offer, null);
  assert.equal(projectVideo(previewed)?.stage, 'preview');
  const started = after(previewed, { type: 'want-video', callId, wish: 'both' });
  assert.deepEqual(told(started.effects), ['video both', 'offer']);
  assert.equal(started.call.video.preview, false);
  assert.equal(after(previewed, { type: 'preview-video', callId, preview: false }).call.video.preview, false);
});

test('without a way to offer in the call there is no video to begin', () => {
  assert.equal(does(call({ ...up, session: null }), 'preview-video').kind, 'refuse');
  assert.equal(does(call({ ...up, session: { ...session, renegotiations: null } }), 'preview-video').kind, 'refuse');
  const held = call({ ...up, hold: { ...talking, wanted: 'hold', agreed: 'hold' } });
  assert.equal(does(held, 'preview-video').kind, 'refuse');
});

function offering(before: Call): { readonly call: Call; readonly offering: string } {
  const made = after(before, { type: 'want-video', callId, wish: 'both' }).call;
  return { call: made, offering: made.hold.offer?.id ?? '' };
}

test('both agree on a video that was offered', () => {
  const { call: made, offering: id } = offering(call(up));
  const { call: agreed, effects } = after(
    made,
    { type: 'media-video', callId, video: flowing },
    { type: 'media-answer-taken', callId, offering: id, held: false },
  );
  assert.deepEqual([agreed.video.wanted, agreed.video.agreed, agreed.hold.offer], ['both', 'both', null]);
  assert.deepEqual(told(effects), []);
});

test('the far side takes no video: that is said, the voice goes on, and nothing more is offered', () => {
  const { call: made, offering: id } = offering(call(up));
  const { call: refused, effects } = after(made, { type: 'media-answer-taken', callId, offering: id, held: false });
  assert.deepEqual([refused.video.wanted, refused.video.failed, refused.state], ['none', 'refused', 'connected']);
  assert.deepEqual(told(effects), []);
  assert.match(videoNotes(refused, 'Ana', englishWords)[0]?.title ?? '', /takes no video/);
});

test('an offer of video that fails as a whole leaves the call as it was, and not on hold', () => {
  const { call: made, offering: id } = offering(call(up));
  const { call: failed } = after(made, {
    type: 'media-offer-failed',
    callId,
    offering: id,
    failure: 'unsupported-media',
  });
  assert.deepEqual(
    [failed.video.wanted, failed.video.failed, failed.hold.failed, failed.hold.wanted],
    ['none', 'refused', null, 'talk'],
  );
});

test('who stops being seen sees on, and who sees nothing has done with it', () => {
  const stopped = does(seen, 'stop-video');
  assert.ok(stopped.kind === 'apply');
  const looking = after(seen, stopped.event);
  assert.deepEqual([looking.call.video.wanted, told(looking.effects)], ['receive', ['video receive', 'offer']]);
  assert.equal(projectPictures([looking.call], noDevices)?.camera, 'closed');
  const unseen = call({ ...seen, video: { ...seen.video, standing: { ...flowing, sends: false } } });
  const over = does(unseen, 'stop-video');
  assert.ok(over.kind === 'apply' && over.event.type === 'want-video' && over.event.wish === 'none');
});

test('a hold closes the camera at once, and keeps the pictures for later', () => {
  const { call: held, effects } = after(seen, { type: 'hold', callId });
  assert.deepEqual(told(effects), ['video both', 'offer']);
  const view = projectPictures([held], noDevices);
  assert.deepEqual([view?.camera, view?.offer, projectVideo(held)?.stage], ['closed', 'near', 'none']);
});

test('the far side ends its video, or pictures are lost: the voice goes on', () => {
  const none = { ...noPictures.standing, offered: 'no' } as const;
  const ended = after(seen, { type: 'media-video', callId, video: none });
  assert.deepEqual([ended.call.video.wanted, ended.call.video.agreed, ended.call.state], ['none', 'none', 'connected']);
  assert.deepEqual(told(ended.effects), ['video none']);
  const lost = after(seen, { type: 'video-lost', callId });
  assert.deepEqual([lost.call.video.failed, told(lost.effects)], ['lost', ['video none', 'offer']]);
  const died = after(seen, { type: 'media-lost', callId });
  assert.deepEqual([died.call.video, died.call.restoring], [noPictures, true]);
});

test('a picture that the far side begins is shown when the user wants it, and not before', () => {
  const offered = call({ ...up, video: video({ standing: { ...noPictures.standing, offered: 'met' } }) });
  const [note] = videoNotes(offered, 'Ana', englishWords);
  assert.deepEqual([note?.title, note?.action?.command], ['Ana offers video.', { type: 'show-video', callId }]);
  assert.equal(projectPictures([offered], noDevices), null);
  const shown = does(offered, 'show-video');
  assert.ok(shown.kind === 'apply');
  assert.deepEqual(told(after(offered, shown.event).effects), ['video receive', 'offer']);
  assert.equal(does(call(up), 'show-video').kind, 'refuse');
});

test('what the camera came to is said while it is wanted', () => {
  for (const outcome of ['missing', 'denied', 'busy'] as const) {
    const { call: told } = after(seen, { type: 'camera', callId, outcome });
    assert.equal(videoNotes(told, 'Ana', englishWords)[0]?.id, 'camera', outcome);
  }
  assert.deepEqual(videoNotes(seen, 'Ana', englishWords), []);
  const off = call({ ...seen, video: { ...seen.video, standing: { ...flowing, sends: false } } });
  assert.equal(videoNotes(off, 'Ana', englishWords)[0]?.title, 'Ana’s camera is off.');
  const unmet = call({ ...up, video: video({ standing: { ...noPictures.standing, offered: 'unmet' } }) });
  assert.equal(videoNotes(unmet, 'Ana', englishWords)[0]?.title, 'No video with this caller.');
});

test('a call that ended has no pictures', () => {
  const { call: over } = after(seen, { type: 'hang-up', callId });
  assert.equal(projectPictures([over], noDevices), null);
  assert.equal(projectVideo(over), null);
});
