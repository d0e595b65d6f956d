import { type InvitationView, plainInvitation, type RingReasonView } from '../../preload/contract/index.ts';

/** Reasons why a call rings, as the core writes them. */
export const forwarded: RingReasonView = {
  kind: 'forwarded',
  sentence: ['For ', { name: 'Dana Whitfield' }, ', forwarded by ', { name: 'Team Support' }],
  pending: false,
};
export const forwardedByNobodyKnown: RingReasonView = {
  kind: 'forwarded',
  sentence: ['Forwarded to you'],
  pending: true,
};
export const team: RingReasonView = {
  kind: 'team',
  sentence: ['Team call for ', { name: 'Front desk' }],
  pending: false,
};
export const transferred: RingReasonView = {
  kind: 'transferred',
  sentence: ['Transferred by ', { name: 'Priya Raman' }],
  pending: false,
};
export const onBehalf: RingReasonView = {
  kind: 'on-behalf',
  sentence: ['From ', { name: 'Noor Galal' }, ' on behalf of ', { name: 'Bao Chen' }],
  pending: false,
};
export const longForwarded: RingReasonView = {
  kind: 'forwarded',
  sentence: [
    'For ',
    { name: 'Dr. Maria-Magdalena Schwarzenberger-Hohenlohe zu Öhringen II' },
    ', forwarded by ',
    { name: 'Leitung Arbeitssicherheit und Gesundheitsschutz, Standort Öhringen' },
  ],
  pending: false,
};

export const office: readonly string[] = ['Building 4, floor 2, room 2.17', '4567 Harbor Way, Redmond, WA 98052'];

/** What an invitation says, in part. */
export function saying(more: Partial<InvitationView>): InvitationView {
  return { ...plainInvitation, ...more };
}
