import { useEffect, useState } from 'preact/hooks';
import { untilTomorrow } from '../../wording/days.ts';

/** The present time in ms since 1970, anew with every drawing, and at midnight, when "Today" becomes "Yesterday". */
export function useNow(): number {
  const [, turn] = useState(0);
  const now = Date.now();
  const wait = untilTomorrow(now);
  useEffect(() => {
    const timer = setTimeout(() => turn((count) => count + 1), wait);
    return () => clearTimeout(timer);
  });
  return now;
}
