import type { OwnPresenceView, RoutingPlaceView, RoutingView } from '../../preload/contract/index.ts';
import { ana, noOwnPresence, noRouting, priya, tomas } from './samples.ts';

/** The user as others see them, where the server lets everything be set. */
export const ownPresence: OwnPresenceView = {
  ...noOwnPresence,
  presence: { dot: 'available', text: 'Available' },
  chosen: 'available',
  note: 'In Gothenburg until Friday',
  location: 'Gothenburg, 3B',
  about: [
    { kind: 'title', text: 'Head of logistics' },
    { kind: 'mail', text: 'dana.whitfield@northwind.example' },
    { kind: 'work', text: '+46 31 555 01 20' },
  ],
};

export const voicemail: RoutingPlaceView = { id: 'voicemail', label: 'Voicemail' };
export const delegates: RoutingPlaceView = { id: 'delegates', label: 'My delegates' };
export const team: RoutingPlaceView = { id: 'team', label: 'My team' };
export const mobile: RoutingPlaceView = { id: 'tel:+46705550114', label: 'Mobile, +46 70 555 01 14' };

/** Calls ring here, and everything can be changed. */
export const routing: RoutingView = {
  ...noRouting,
  state: 'known',
  forward: { places: [voicemail, delegates, mobile], chosen: null, takesNumber: true, afterS: null },
  ringOthers: { places: [team, delegates, mobile], chosen: null, takesNumber: true, afterS: null },
  unanswered: {
    places: [voicemail, mobile, { id: 'usual', label: 'As the server usually does' }],
    chosen: mobile,
    takesNumber: true,
    afterS: 20,
  },
  mayChange: true,
  whileAway: { places: [voicemail, delegates, mobile], chosen: null, takesNumber: true, afterS: null },
  delegates: [priya, tomas, ana],
};

/** Nothing rings for the user. */
export const forwarded: RoutingView = {
  ...routing,
  setting: 'forward',
  forward: { ...routing.forward, chosen: voicemail },
  unanswered: null,
  whileAway: { ...routing.whileAway, chosen: mobile },
  notice: 'They go to voicemail at once.',
  brief: 'Forwarding to voicemail',
};
