import { linksOf, type Resource, textOf } from '../resource.ts';
import { textsOf } from './contact.ts';

/** What the directory says of the signed-in user (UCWA reference: me). Hrefs are as the server wrote them. */
export interface AboutMe {
  readonly title: string | null;
  readonly department: string | null;
  readonly company: string | null;
  readonly office: string | null;
  readonly emailAddresses: readonly string[];
  /** `tel:` URIs. */
  readonly workPhoneNumber: string | null;
  readonly mobilePhoneNumber: string | null;
  readonly homePhoneNumber: string | null;
  readonly otherPhoneNumber: string | null;
  readonly links: Readonly<Record<(typeof ownRels)[number], string | null>>;
}

const ownRels = ['self', 'presence', 'note', 'location', 'callForwardingSettings'] as const;
const mostMails = 8;

export function decodeAboutMe(me: Resource): AboutMe {
  return {
    title: textOf(me, 'title'),
    department: textOf(me, 'department'),
    company: textOf(me, 'company'),
    office: textOf(me, 'officeLocation'),
    emailAddresses: textsOf(me, 'emailAddresses').slice(0, mostMails),
    workPhoneNumber: textOf(me, 'workPhoneNumber'),
    mobilePhoneNumber: textOf(me, 'mobilePhoneNumber'),
    homePhoneNumber: textOf(me, 'homePhoneNumber'),
    otherPhoneNumber: textOf(me, 'otherPhoneNumber'),
    links: linksOf(me, ownRels),
  };
}
