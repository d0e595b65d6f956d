import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Call } from '../../../../main/core/calls/state.ts';
import { noPictures } from '../../../../main/core/calls/video.ts';
import { unknownConversation, type Voice } from '../../../../main/core/conversations/state.ts';
import { wayToMeeting } from '../../../../main/core/meetings/way-to-meeting.ts';
import { call, conversationUrl } from '../fixtures/call.ts';

const talking = call({ state: 'connected', accept: 'taken', connectedAt: 0 });
const seen = (agreed: Call['video']['agreed']): Call => ({ ...talking, video: { ...noPictures, agreed } });
const both = { escalateAudio: 'audio', escalateAudioVideo: 'video' };

function way(of: Call, links: Partial<Voice>): unknown {
  const voice: Voice = {
    ...{ href: 'voice', state: 'Connected', addAudio: null, escalateAudio: null, escalateAudioVideo: null },
    ...links,
  };
  return wayToMeeting(of, [{ ...unknownConversation(conversationUrl), voice }]);
}

describe('a call of two becomes a meeting by', () => {
  for (const [what, of, links, expected] of [
    ['escalateAudio, where it has no pictures', talking, both, { start: 'audio', video: false }],
    ['escalateAudioVideo, where the user is seen', seen('both'), both, { start: 'video', video: true }],
    [
      'escalateAudio, where the server takes no pictures there',
      seen('both'),
      { escalateAudio: 'audio' },
      { start: 'audio', video: false },
    ],
    [
      'escalateAudioVideo alone, with pictures',
      seen('receive'),
      { escalateAudioVideo: 'video' },
      { start: 'video', video: true },
    ],
    ['nothing, where only pictures would be taken and there are none', talking, { escalateAudioVideo: 'video' }, null],
    ['nothing, where the server has no link', seen('both'), {}, null],
    ['nothing, before it is up', { ...talking, state: 'answering' }, both, null],
    ['nothing, while its sound comes back', { ...talking, restoring: true }, both, null],
    ['nothing, on its way to a telephone', { ...talking, toPhone: 'phone' }, both, null],
    ['nothing, without a conversation', { ...talking, conversation: null }, both, null],
  ] as const) {
    test(what, () => assert.deepEqual(way(of, links), expected));
  }
});
