import { readCallerAddress, writeAddress } from '../../party/caller-address.ts';
import type { Participant } from '../../ucwa/decode/participant.ts';
import type { UcwaEvent } from '../../ucwa/events.ts';
import { decodeMediaOffer } from '../../ucwa/media-offer.ts';
import { usedRels } from '../../ucwa/rels.ts';
import { linkOf, type Resource, textOf } from '../../ucwa/resource.ts';
import type { CallOutEvent, SentInvitation } from '../call-out-event.ts';

/** More than a SIP URI with its parameters has. */
const longestName = 512;

type Resolve = (href: string | null) => string | null;

/** What an invitation of the user's own says; null for one that came in. `href`: absolute. */
export function sentInvitation(
  { href, type, status, reason, resource }: Pick<UcwaEvent, 'href' | 'type' | 'status' | 'reason' | 'resource'>,
  resolve: Resolve,
): CallOutEvent | null {
  if (resource === null || textOf(resource, 'direction') !== 'Outgoing') return null;
  const sent = sentOf(resource, resolve);
  const isEnd = type === 'completed' && status !== null;
  return {
    type: 'invitation-sent',
    invitation: href,
    operationId: textOf(resource, 'operationId'),
    sent,
    end: isEnd ? { succeeded: status === 'Success', code: reason?.code ?? '', subcode: reason?.subcode ?? null } : null,
  };
}

function sentOf(resource: Resource, resolve: Resolve): SentInvitation {
  const { links, state, threadId, to, acceptedByParticipant } = usedRels.audioVideoInvitation.decode(resource);
  const [answerer] = resource.embedded.get('acceptedByParticipant') ?? [];
  const contact = answerer === undefined ? null : resolve(linkOf(answerer, 'contact'));
  const callee = resolve(links.to);
  const acceptedBy = acceptedByParticipant[0] ?? null;
  // Where somebody else took the call the talk is in a conversation of its own.
  const derivedConversation = resolve(links.derivedConversation);
  const derivedAudioVideo = resolve(links.derivedAudioVideo);
  const derived = derivedConversation !== null || derivedAudioVideo !== null;
  return {
    derived,
    conversation: derived ? derivedConversation : resolve(links.conversation),
    audioVideo: derived ? derivedAudioVideo : resolve(links.audioVideo),
    cancel: resolve(links.cancel),
    diagnostics: resolve(links.reportMediaDiagnostics),
    threadId,
    state,
    callee,
    acceptedBy,
    bySomebodyElse: acceptedBy !== null && isSomebodyElse(acceptedBy, contact, callee, to),
  };
}

/** By the contacts, where both are told; else by the addresses: a number says nothing of whose address it is. */
function isSomebodyElse(by: Participant, contact: string | null, callee: string | null, to: string | null): boolean {
  if (contact !== null && callee !== null) return contact !== callee;
  const [one, other] = [addressOf(by.uri), addressOf(to)];
  return one !== null && other !== null && one !== other;
}

/** Lower-case user and host of a SIP address; null for anything else. */
export function addressOf(uri: string | null): string | null {
  const read = readCallerAddress(uri ?? '');
  return read.kind === 'address' && read.host !== null ? writeAddress(read).toLowerCase() : null;
}

/** What the far side answered to our offer: a part of one of the places where it rings. Names them by what they say of themselves. */
export function farAnswered({ resource, sender }: UcwaEvent, resolve: Resolve): CallOutEvent | null {
  if (resource === null) return null;
  const { mediaAnswer, mediaProvisionalAnswer, remoteEndpoint, sessionContext, links } =
    usedRels.audioVideoNegotiation.decode(resource);
  const [final, provisional] = [sdpIn(mediaAnswer), sdpIn(mediaProvisionalAnswer)];
  if (final === null && provisional === null) return null;
  const told = resolve(links.audioVideoInvitation);
  return {
    type: 'far-answered',
    invitation: told ?? (sender.rel === 'audioVideoInvitation' ? resolve(sender.href) : null),
    final,
    provisional,
    fork: [remoteEndpoint, sessionContext].map((part) => (part ?? '').slice(0, longestName)).join(' '),
    remote: remoteEndpoint?.slice(0, longestName) ?? null,
  };
}

/** Null where there is none, or none that can be read. */
function sdpIn(href: string | null): string | null {
  return href === null ? null : (decodeMediaOffer(href)?.sdp ?? null);
}
