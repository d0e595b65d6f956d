import { useEffect } from 'preact/hooks';
import type { PhoneApi } from '../../preload/contract/index.ts';

/** Tells the app whether the pointer is over the window, each time that changes. */
export function usePointerReport(phone: Pick<PhoneApi, 'report'>): void {
  useEffect(() => {
    const page = document.documentElement;
    const came = (): void => phone.report({ type: 'pointer', inside: true });
    const left = (): void => phone.report({ type: 'pointer', inside: false });
    if (page.matches(':hover')) came();
    page.addEventListener('mouseenter', came);
    page.addEventListener('mouseleave', left);
    return () => {
      page.removeEventListener('mouseenter', came);
      page.removeEventListener('mouseleave', left);
    };
  }, [phone]);
}
