import { screen } from 'electron';
import type { PresentScreens } from './window-places.ts';

/** The screens as Electron knows them. Only once the app is ready. */
export const presentScreens: PresentScreens = {
  all: () => screen.getAllDisplays(),
  onChange: (listener) => {
    screen.on('display-added', listener);
    screen.on('display-removed', listener);
    screen.on('display-metrics-changed', listener);
  },
};
