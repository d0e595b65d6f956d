import { useLayoutEffect } from 'preact/hooks';
import type { AppView } from '../../preload/contract/index.ts';
import type { Scene } from '../store.ts';

/** Text as large as the user wants it. What is measured in rem grows with it, and the window grows to hold it. */
export function useTextSize(scene: Pick<Scene<Pick<AppView, 'settings'>>, 'view'> | null): void {
  const textSize = scene?.view.settings.textSize;
  // Before anything is painted or measured at the old size.
  useLayoutEffect(() => {
    if (textSize !== undefined) document.documentElement.style.fontSize = `${textSize}%`;
  }, [textSize]);
}
