import { type Resource, textOf } from '../resource.ts';

/** How a meeting is reached by telephone (UCWA reference: phoneDialInInformation). */
export interface PhoneDialIn {
  /** What telephones enter. */
  readonly conferenceId: string | null;
  /** What may have to be entered besides. */
  readonly passCode: string | null;
  /** The number of the user's own region, else the first one that the server names; as it wrote it. */
  readonly number: string | null;
}

export function decodePhoneDialIn(resource: Resource): PhoneDialIn {
  const regions = resource.embedded.get('dialInRegion') ?? [];
  const usual = textOf(resource, 'defaultRegion');
  const own = regions.find((region) => textOf(region, 'name') === usual) ?? regions[0];
  const free = resource.properties.get('tollFreeNumbers');
  const [firstFree] = Array.isArray(free) ? free : [free];
  const number = (own === undefined ? null : textOf(own, 'number')) ?? textOf(resource, 'tollNumber');
  return {
    conferenceId: textOf(resource, 'conferenceId'),
    passCode: textOf(resource, 'participantPassCode'),
    number: number ?? (typeof firstFree === 'string' && firstFree !== '' ? firstFree : null),
  };
}
