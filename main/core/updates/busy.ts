import type { Calls } from '../calls/state.ts';
import { isLive as isLiveMeeting, type MeetingsModel } from '../meetings/state.ts';
import { isLive as isLivePhoneCall, type PhoneCalls } from '../phone-calls/state.ts';

/** Where calls of every kind are. */
export interface BusyModel {
  readonly calls: Calls;
  readonly phoneCalls: PhoneCalls;
  readonly meetings: MeetingsModel;
}

/** Whether a call rings, is made or goes on, whatever carries it. */
export function isBusy({ calls, phoneCalls, meetings }: BusyModel): boolean {
  return (
    calls.some(({ state }) => state !== 'ended') ||
    phoneCalls.some(isLivePhoneCall) ||
    meetings.list.some(isLiveMeeting)
  );
}
