import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** How long presses of the pointer are not taken after one call took another's place, in milliseconds. */
const settlingMs = 400;

/** True for a moment after `callId` went from one call to the next without a gap. */
export function useSettling(callId: string | null): boolean {
  const before = useRef<string | null>(null);
  const [settling, setSettling] = useState(false);
  useLayoutEffect(() => {
    const replaced = before.current !== null && callId !== null;
    before.current = callId;
    setSettling(replaced);
    if (!replaced) return undefined;
    const timer = setTimeout(() => setSettling(false), settlingMs);
    return () => clearTimeout(timer);
  }, [callId]);
  return settling;
}
