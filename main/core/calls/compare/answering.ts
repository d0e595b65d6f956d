import { decodeAudioVideo } from '../../ucwa/decode/audio-video.ts';
import { linkOf, textOf } from '../../ucwa/resource.ts';
import { endIn, isAnswered } from '../invitation-states.ts';
import type { Call } from '../state.ts';
import type { CompareDeps, Current } from './deps.ts';
import type { LookUp } from './look-up.ts';

/**
 * Asks the server about a call whose answer it took, and of which no event has come. Only what is sure counts: a modality that is not up may
 * be slow.
 */
export function createAskAnswering(
  { calls, apply, resolve }: Pick<CompareDeps, 'calls' | 'apply' | 'resolve'>,
  lookUp: LookUp,
): (call: Call, current: Current) => Promise<void> {
  async function invitation({ id: callId, invitation: href }: Call, current: Current): Promise<void> {
    const found = await lookUp(href);
    if (!current() || found.kind !== 'there') return;
    const state = textOf(found.resource, 'state');
    const end = endIn(state);
    if (isAnswered(state)) {
      const taken = { succeeded: true, code: '', subcode: null, acceptedByContact: null } as const;
      apply({ type: 'invitation-completed', invitation: href, ...taken });
    } else if (end !== undefined) apply({ type: 'lost', callId, reason: end });
  }

  async function talk({ id: callId, audioVideo }: Call, conversation: string, current: Current): Promise<void> {
    const found = await lookUp(conversation);
    if (!current() || found.kind === 'unknown') return;
    if (found.kind === 'gone' || textOf(found.resource, 'state') === 'Disconnected') {
      apply({ type: 'lost', callId, reason: 'cancelled-there' });
      return;
    }
    const href = audioVideo ?? resolve(linkOf(found.resource, 'audioVideo'));
    const modality = href === null ? null : await lookUp(href);
    if (!current() || href === null || modality?.kind !== 'there') return;
    const { state, stop, session } = decodeAudioVideo(modality.resource);
    if (state !== 'Connected') return;
    apply({
      type: 'audio-video',
      audioVideo: href,
      conversation,
      state,
      stop: resolve(stop),
      session: resolve(session),
    });
  }

  return async (call, current) => {
    await invitation(call, current);
    const isStill = calls().some(({ id, state }) => id === call.id && state === call.state);
    if (isStill && call.conversation !== null) await talk(call, call.conversation, current);
  };
}
