import { decodeAudioVideo } from '../../ucwa/decode/audio-video.ts';
import { linkOf, type Resource, textOf } from '../../ucwa/resource.ts';
import { meaningOf } from '../end-of-invitation.ts';
import { endIn } from '../invitation-states.ts';
import { sessionLinksOf } from '../session-links.ts';
import type { Call, EndReason } from '../state.ts';
import type { CompareDeps, Current } from './deps.ts';
import type { LookUp } from './look-up.ts';

/** Asks the server about calls that are up here. False where the server could not be asked. */
export interface KnownCalls {
  ringing(call: Call, current: Current): Promise<boolean>;
  up(call: Call, current: Current): Promise<boolean>;
}

export function createKnownCalls({ calls, apply, resolve }: CompareDeps, lookUp: LookUp): KnownCalls {
  async function audioVideo(href: string | null, current: Current): Promise<boolean> {
    if (href === null) return true;
    const found = await lookUp(href);
    if (!current() || found.kind === 'unknown') return !current();
    const { state, stop, session } =
      found.kind === 'there' ? decodeAudioVideo(found.resource) : { state: 'Disconnected', stop: null, session: null };
    apply({ type: 'audio-video', audioVideo: href, state, stop: resolve(stop) });
    return sessionOf(href, resolve(session), current);
  }

  /** What may be done with its media can have changed too. */
  async function sessionOf(audioVideo: string, href: string | null, current: Current): Promise<boolean> {
    if (href === null) return true;
    const found = await lookUp(href);
    if (!current() || found.kind !== 'there') return !current() || found.kind === 'gone';
    apply({ type: 'session', session: href, of: [audioVideo], links: sessionLinksOf(found.resource, resolve) });
    return true;
  }

  return {
    async ringing({ id, invitation }, current) {
      const found = await lookUp(invitation);
      if (!current() || found.kind === 'unknown') return !current();
      const reason = found.kind === 'gone' ? 'cancelled-there' : endOf(found.resource);
      const ringsOn = calls().some((call) => call.id === id && call.state === 'ringing');
      if (reason !== undefined && ringsOn) apply({ type: 'lost', callId: id, reason });
      return true;
    },
    async up(call, current) {
      if (call.conversation === null) return true;
      const found = await lookUp(call.conversation);
      if (!current() || found.kind === 'unknown') return !current();
      if (found.kind === 'there' && textOf(found.resource, 'state') !== 'Disconnected') {
        return audioVideo(call.audioVideo, current);
      }
      const reason = call.connectedAt === null ? 'cancelled-there' : 'hung-up-there';
      apply({ type: 'lost', callId: call.id, reason });
      return true;
    },
  };
}

/** Undefined where the invitation still waits: what nobody can answer or decline any more does not. */
function endOf(invitation: Resource): EndReason | undefined {
  const waits = linkOf(invitation, 'acceptWithAnswer') !== null || linkOf(invitation, 'decline') !== null;
  const state = textOf(invitation, 'state');
  return endIn(state) ?? (waits ? undefined : (meaningOf(state) ?? 'cancelled-there'));
}
