import { inLobby, lockedMeeting, meetingCall, meetingRing } from '../../views/meetings.ts';
import { view } from '../../views/samples.ts';
import type { Picture } from './picture.ts';

export const meetingPictures: readonly Picture[] = [
  { name: 'ring-meeting', window: 'ring', width: 360, view: view({ calls: [meetingRing()] }) },
  {
    name: 'meeting-people',
    window: 'call',
    width: 692,
    view: view({ calls: [meetingCall()] }),
    act: (page) => page.getByRole('button', { name: /4/ }).first().click(),
  },
  { name: 'meeting', window: 'call', width: 340, view: view({ calls: [meetingCall()] }) },
  { name: 'meeting-lobby', window: 'call', width: 340, view: view({ calls: [inLobby] }) },
  { name: 'meeting-locked', window: 'call', width: 340, view: view({ calls: [lockedMeeting] }) },
];
