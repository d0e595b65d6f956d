import { useEffect, useState } from 'preact/hooks';
import type { PhoneApi } from '../../preload/contract.ts';
import { createLeftovers } from '../leftovers.ts';

/** Lets go of what was drawn for a call once the window shows another, or none. */
export function useLeftovers(phone: PhoneApi, callId: string | null): void {
  const [leftovers] = useState(() => createLeftovers({ collect: phone.collectGarbage }));
  useEffect(() => {
    leftovers.setBusy(callId !== null);
    return callId === null ? undefined : () => leftovers.add();
  }, [leftovers, callId]);
}
