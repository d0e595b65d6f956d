import { useEffect } from 'preact/hooks';
import type { PhoneApi } from '../../preload/contract/index.ts';

/**
 * Tells the app when the user's pointer comes over the window, and when it leaves. One that only rests where the window appeared says nothing
 * of the user.
 */
export function usePointerReport(phone: Pick<PhoneApi, 'report'>): void {
  useEffect(() => {
    const page = document.documentElement;
    let inside = false;
    const tell = (is: boolean): void => {
      if (is !== inside) phone.report({ type: 'pointer', inside: is });
      inside = is;
    };
    const moved = ({ movementX, movementY }: MouseEvent): void => {
      if (movementX !== 0 || movementY !== 0) tell(true);
    };
    const left = (): void => tell(false);
    page.addEventListener('mousemove', moved);
    page.addEventListener('mouseleave', left);
    return () => {
      page.removeEventListener('mousemove', moved);
      page.removeEventListener('mouseleave', left);
    };
  }, [phone]);
}
