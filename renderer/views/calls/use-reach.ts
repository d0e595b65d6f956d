import { type CallingView, dialledFor, type PartyView, seenAt } from '../../../preload/contract/index.ts';
import type { Dial, DialPlace } from '../../hooks/use-dial.ts';
import { writtenTo } from '../../wording/written-to.ts';

/** How somebody of a past call, or of a thread, is reached; each is null where that is not possible. */
export interface Reach {
  call(from: DialPlace, party: PartyView): (() => void) | null;
  /** The same with the user's picture: only to an address, for a number is a telephone's. */
  callWithVideo(from: DialPlace, party: PartyView): (() => void) | null;
  /** The same with the user's own telephone. */
  callByPhone(from: DialPlace, party: PartyView): (() => void) | null;
  write(party: PartyView): (() => void) | null;
}

/** What the server takes, and what is known of somebody, decide together. */
export function useReach(calling: CallingView, dial: Dial, onWrite: ((to: string) => void) | null): Reach {
  const calls = (isTaken: boolean, how?: 'by-phone' | 'with-video') => (from: DialPlace, party: PartyView) => {
    const to = how === 'with-video' ? seenAt(party) : dialledFor(party);
    return to === null || !isTaken ? null : () => dial.call({ to, from, ...(how !== undefined && { how }) });
  };
  return {
    call: calls(calling.audio),
    callWithVideo: calls(calling.withVideo, 'with-video'),
    callByPhone: calls(calling.phoneAudio, 'by-phone'),
    write(party) {
      const to = writtenTo(party);
      return to === null || onWrite === null ? null : () => onWrite(to);
    },
  };
}
