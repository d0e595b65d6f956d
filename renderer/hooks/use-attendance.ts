import { useEffect } from 'preact/hooks';
import type { CallView, PhoneApi } from '../../preload/contract/index.ts';

/** Tells the app of the ended call that has the pointer or the focus, so that it stays for as long as it has. */
export function useAttendance(phone: Pick<PhoneApi, 'report'>, call: CallView | null): void {
  const callId = call !== null && isWorthStaying(call) ? call.id : null;
  useEffect(() => (callId === null ? undefined : followUser(phone, callId)), [phone, callId]);
}

/** Of a call that was simply hung up there is nothing to read, and nothing to choose. */
function isWorthStaying({ state, ending, rating }: CallView): boolean {
  return state === 'ended' && (ending?.ordinary !== true || rating === 'asked');
}

function followUser(phone: Pick<PhoneApi, 'report'>, callId: string): () => void {
  const page = document.documentElement;
  let pointerIsIn = page.matches(':hover');
  let told = false;
  const tell = (isThere: boolean): void => {
    if (isThere !== told) phone.report({ type: 'attends', callId: isThere ? callId : null });
    told = isThere;
  };
  const look = ({ type }: Pick<Event, 'type'>): void => {
    if (type === 'mouseenter' || type === 'mouseleave') pointerIsIn = type === 'mouseenter';
    tell(pointerIsIn || document.hasFocus());
  };
  const on = (change: 'addEventListener' | 'removeEventListener'): void => {
    for (const name of ['mouseenter', 'mouseleave'] as const) page[change](name, look);
    for (const name of ['focus', 'blur'] as const) window[change](name, look);
  };
  on('addEventListener');
  look({ type: 'begin' });
  return () => {
    on('removeEventListener');
    tell(false);
  };
}
