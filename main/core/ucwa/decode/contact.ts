import { linksOf, type Resource, textOf } from '../resource.ts';

/** Somebody who can be reached (UCWA reference: contact). All as the wire has it; `sourceNetworkIconUrl` leads to a picture elsewhere and is left alone. */
export interface Contact {
  readonly name: string | null;
  /** `sip:` or `tel:` URI. */
  readonly uri: string | null;
  readonly emailAddresses: readonly string[];
  /** `tel:` URIs. */
  readonly workPhoneNumber: string | null;
  readonly mobilePhoneNumber: string | null;
  readonly homePhoneNumber: string | null;
  readonly otherPhoneNumber: string | null;
  readonly title: string | null;
  readonly department: string | null;
  readonly company: string | null;
  readonly office: string | null;
  /** An open list: SameEnterprise, Federated, PublicCloud, Everyone, Unknown. */
  readonly sourceNetwork: string | null;
  /** An open list: User, Phone, Bot, ReplayBot. */
  readonly type: string | null;
  readonly links: Readonly<Record<ContactRel, string | null>>;
}

export const contactRels = [
  ...(['self', 'contactPhoto', 'contactPresence', 'contactNote', 'contactLocation'] as const),
  ...(['contactSupportedModalities', 'contactPrivacyRelationship'] as const),
] as const;

export type ContactRel = (typeof contactRels)[number];

const mostMails = 8;

export function decodeContact(resource: Resource): Contact {
  return {
    name: textOf(resource, 'name'),
    uri: textOf(resource, 'uri'),
    emailAddresses: textsOf(resource, 'emailAddresses').slice(0, mostMails),
    workPhoneNumber: textOf(resource, 'workPhoneNumber'),
    mobilePhoneNumber: textOf(resource, 'mobilePhoneNumber'),
    homePhoneNumber: textOf(resource, 'homePhoneNumber'),
    otherPhoneNumber: textOf(resource, 'otherPhoneNumber'),
    title: textOf(resource, 'title'),
    department: textOf(resource, 'department'),
    company: textOf(resource, 'company'),
    office: textOf(resource, 'office') ?? textOf(resource, 'officeLocation'),
    sourceNetwork: textOf(resource, 'sourceNetwork'),
    type: textOf(resource, 'type'),
    links: linksOf(resource, contactRels),
  };
}

/** A list of texts, also where it is one text alone. */
export function textsOf(resource: Resource, name: string): readonly string[] {
  const value = resource.properties.get(name);
  return [value ?? []].flat().filter((one) => typeof one === 'string' && one !== '') as readonly string[];
}
