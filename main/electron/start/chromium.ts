import type { App } from 'electron';

/** Parts of Chromium that a phone has no use for, and that cost memory or start-up time. */
const unneeded = [
  // Local candidates go to our own media process on this machine only; hiding them behind mDNS names breaks that.
  'WebRtcHideLocalIpsWithMdns',
  // Otherwise the keys of a headset or keyboard would be taken from other players.
  'HardwareMediaKeyHandling',
  'MediaSessionService',
  'SpareRendererForSitePerProcess',
];

/** Sets Chromium up. Only before the app is ready. `sandboxed`: nobody asked for `--no-sandbox`. */
export function prepareChromium(app: App, sandboxed: boolean): void {
  const { commandLine } = app;
  commandLine.appendSwitch('allow-loopback-in-peer-connection');
  // Chromium's own key for cookies, of which there are none: asking a locked keychain for it holds up the whole start.
  commandLine.appendSwitch('password-store', 'basic');
  commandLine.appendSwitch('disable-features', unneeded.join(','));
  // Together with --no-sandbox it makes the network service crash over and over.
  if (sandboxed) app.enableSandbox();
}
