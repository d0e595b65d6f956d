import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PhoneApi } from '../preload/contract/index.ts';
import { afterPaint } from './after-paint.ts';

interface Told {
  readonly callId: string | null;
  readonly height: number;
}

/**
 * Tells the app each time a new call, or a new height of the content, is painted, and again when the window comes into
 * sight; a window that was empty tells its first call already when that is laid out. Without content the height is 0.
 */
export function useReportDrawn(phone: PhoneApi, callId: string | null, content: RefObject<HTMLElement | null>): void {
  const told = useRef<Told | null>(null);
  const present = useRef(callId);
  present.current = callId;
  const [{ tell, tellNews }] = useState(() => {
    const measure = (): Told => ({
      callId: present.current,
      height: Math.ceil(content.current?.getBoundingClientRect().height ?? 0),
    });
    const tell = (): void => {
      told.current = measure();
      phone.report({ type: 'drawn', ...told.current });
    };
    const tellNews = (): void => {
      const { callId, height } = measure();
      if (told.current?.callId !== callId || told.current.height !== height) tell();
    };
    return { tell, tellNews };
  });
  useLayoutEffect(() => {
    // Without a call the window was off the screen, where nothing is ever painted: it can come as soon as it is laid out.
    if (told.current?.callId === null) tellNews();
    return afterPaint(tellNews);
  });
  useEffect(() => {
    const element = content.current;
    if (!element) return undefined;
    const resized = new ResizeObserver(() => afterPaint(tellNews));
    resized.observe(element);
    return () => resized.disconnect();
  }, [callId]);
  useEffect(() => {
    const seen = (): void => {
      if (document.visibilityState === 'visible') afterPaint(tell);
    };
    document.addEventListener('visibilitychange', seen);
    return () => document.removeEventListener('visibilitychange', seen);
  }, []);
}
