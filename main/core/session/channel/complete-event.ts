import { mediaOfferOf } from '../../ucwa/decode/audio-video-invitation.ts';
import type { UcwaEvent } from '../../ucwa/events.ts';
import { type UsedRel, usedRels } from '../../ucwa/rels.ts';
import { embeddedOf, linkOf, type Resource, textOf } from '../../ucwa/resource.ts';

/** An event whose href is absolute, or as the server wrote it where its rel says so, and whose resource is there, where one is needed and to be had. */
export type CompleteEvent = UcwaEvent & {
  readonly rel: UsedRel;
  readonly base: string;
  /** What it brought of its resource, where that was not enough. */
  readonly part?: Resource;
};

/** Only what the model is made from is fetched; what is deleted is not there any more. `completed` may be the only event, and is fetched too. */
export function needsBody({ resource, type, rel }: CompleteEvent): boolean {
  return resource === null && type !== 'deleted' && usedRels[rel].needsBody;
}

/** It begins a call, and brings an invitation without what that is answered by. `isAsked`: the rest of it is being looked up. */
export function isCut({ rel, type, resource }: CompleteEvent, isAsked: boolean): boolean {
  const begins = type === 'started' || (isAsked && type === 'updated');
  if (!begins || resource === null || textOf(resource, 'direction') === 'Outgoing') return false;
  if (rel === 'onlineMeetingInvitation') return linkOf(resource, 'accept') === null;
  if (rel !== 'audioVideoInvitation') return false;
  return linkOf(resource, 'acceptWithAnswer') === null || mediaOfferOf(resource) === null;
}

/** An invitation that came in, and only links to who sent it. */
export function isNameless(invitation: Resource): boolean {
  if (textOf(invitation, 'direction') === 'Outgoing') return false;
  return embeddedOf(invitation, 'from') === null && linkOf(invitation, 'from') !== null;
}

/** Who calls is only linked. */
export function needsName({ rel, type, resource }: CompleteEvent): boolean {
  if (!usedRels[rel].isInvitation || resource === null || type === 'completed') return false;
  return isNameless(resource);
}
