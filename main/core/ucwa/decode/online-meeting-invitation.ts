import { linksOf, type Resource, textOf } from '../resource.ts';
import { decodeInvitation, type Invitation, invitationRels } from './invitation.ts';

/** An invitation to a meeting, in or out (UCWA reference: onlineMeetingInvitation). Hrefs are as the server wrote them. */
export interface OnlineMeetingInvitation extends Invitation {
  /** `sip:` URI of the meeting; null where the server does not say it. */
  readonly onlineMeetingUri: string | null;
  /** What can be had in it; an open list (UCWA reference: ModalityType). */
  readonly availableModalities: readonly string[];
  readonly links: Readonly<Record<(typeof rels)[number], string | null>>;
}

const rels = [...invitationRels, 'accept'] as const;

export function decodeOnlineMeetingInvitation(resource: Resource): OnlineMeetingInvitation {
  const modalities = resource.properties.get('availableModalities');
  return {
    ...decodeInvitation(resource),
    onlineMeetingUri: textOf(resource, 'onlineMeetingUri'),
    availableModalities: (Array.isArray(modalities) ? modalities : [modalities]).filter(
      (one): one is string => typeof one === 'string',
    ),
    links: linksOf(resource, rels),
  };
}
