import { decodeAudioVideo } from '../../ucwa/decode/audio-video.ts';
import { linkOf, type Resource, textOf } from '../../ucwa/resource.ts';
import { meaningOf } from '../end-of-invitation.ts';
import { endIn } from '../invitation-states.ts';
import { sentInvitation } from '../out/from-ucwa.ts';
import { sessionLinksOf } from '../session-links.ts';
import { type Call, type EndReason, isCalling } from '../state.ts';
import type { CompareDeps, Current } from './deps.ts';
import type { LookUp } from './look-up.ts';

/** Asks the server about calls that are up here. False where the server could not be asked. */
export interface KnownCalls {
  look(call: Call, current: Current): Promise<boolean>;
  ringing(call: Call, current: Current): Promise<boolean>;
}

export function createKnownCalls({ calls, apply, resolve }: CompareDeps, lookUp: LookUp): KnownCalls {
  async function audioVideo(href: string | null, conversation: string, current: Current): Promise<boolean> {
    if (href === null) return true;
    const found = await lookUp(href);
    if (!current() || found.kind === 'unknown') return !current();
    const { state, stop, session } =
      found.kind === 'there' ? decodeAudioVideo(found.resource) : { state: 'Disconnected', stop: null, session: null };
    apply({ type: 'audio-video', audioVideo: href, conversation, state, stop: resolve(stop) });
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

  /** A call out whose invitation has not said how it ended; one without a name is found in the list, if it is there. */
  async function calling(call: Call, current: Current): Promise<boolean> {
    const { id: callId, invitation: href } = call;
    if (href === '') return true;
    const found = await lookUp(href);
    if (!current() || found.kind === 'unknown') return !current();
    if (found.kind === 'gone') {
      if (isCalling(call)) apply({ type: 'lost', callId, reason: 'call-refused' });
    } else {
      const told = sentInvitation(
        { href, type: 'updated', status: null, reason: null, resource: found.resource },
        resolve,
      );
      if (told !== null) apply(told);
    }
    return true;
  }

  /** It may have gone on in another conversation: its invitation says so. */
  async function answered(call: Call, current: Current): Promise<boolean> {
    if (!(await calling(call, current)) || !current()) return !current();
    const now = calls().find(({ id }) => id === call.id);
    return now === undefined || now.state === 'ended' || up(now, current);
  }

  async function up(call: Call, current: Current): Promise<boolean> {
    if (call.conversation === null) return true;
    const found = await lookUp(call.conversation);
    if (!current() || found.kind === 'unknown') return !current();
    if (found.kind === 'there' && textOf(found.resource, 'state') !== 'Disconnected') {
      return audioVideo(call.audioVideo ?? resolve(linkOf(found.resource, 'audioVideo')), call.conversation, current);
    }
    const reason = call.connectedAt === null ? 'cancelled-there' : 'hung-up-there';
    apply({ type: 'lost', callId: call.id, reason });
    return true;
  }

  return {
    look(call, current) {
      if (call.state === 'ringing') return this.ringing(call, current);
      if (isCalling(call)) return calling(call, current);
      return call.out === null || call.out.fate === 'told' ? up(call, current) : answered(call, current);
    },
    async ringing({ id, invitation }, current) {
      const found = await lookUp(invitation);
      if (!current() || found.kind === 'unknown') return !current();
      const reason = found.kind === 'gone' ? 'cancelled-there' : endOf(found.resource);
      const ringsOn = calls().some((call) => call.id === id && call.state === 'ringing');
      if (reason !== undefined && ringsOn) apply({ type: 'lost', callId: id, reason });
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
