import type { App, CommandLine } from 'electron';

/** Parts of Chromium that a phone has no use for, and that cost memory or start-up time. */
const disabled = [
  // Otherwise each call would have Chromium open sockets for mDNS, to hide addresses that its connections do not tell anyway.
  'WebRtcHideLocalIpsWithMdns',
  // Otherwise the keys of a headset or keyboard would be taken from other players.
  'HardwareMediaKeyHandling',
  'SpareRendererForSitePerProcess',
];

/** On Linux sound drivers do not load into the program, so it needs no process of its own to be safe from them. */
const disabledOnLinux = ['AudioServiceOutOfProcess'];

/** Processes that Chromium need not start: the pages have no network, and a camera is a page's for a call. */
const enabled = ['NetworkServiceInProcess2', 'RunVideoCaptureServiceInBrowserProcess'];

/** What a page could do without anybody being asked: look up names, which tells a name server, and read the clipboard. */
const blinkSettings = ['dnsPrefetchingEnabled=false', 'DOMPasteAllowed=false'];

/** Sets Chromium up. Only before the app is ready. `sandboxed`: nobody asked for `--no-sandbox`. */
export function prepareChromium(app: App, sandboxed: boolean): void {
  const { commandLine } = app;
  // Chromium's own key for cookies, of which there are none: asking a locked keychain for it holds up the whole start.
  commandLine.appendSwitch('password-store', 'basic');
  addFeatures(
    commandLine,
    'disable-features',
    process.platform === 'linux' ? [...disabled, ...disabledOnLinux] : disabled,
  );
  addFeatures(commandLine, 'enable-features', enabled);
  commandLine.appendSwitch('blink-settings', blinkSettings.join(','));
  // Pages of organizations would use it, over UDP and past the system's proxy.
  commandLine.appendSwitch('disable-quic');
  // A few still windows need no GPU, its memory, or its drivers' crashes.
  app.disableHardwareAcceleration();
  commandLine.appendSwitch('disable-software-rasterizer');
  // Together with --no-sandbox it makes the network service crash over and over.
  if (sandboxed) app.enableSandbox();
}

/** Keeps what the user or the desktop file asked for, such as Wayland's features. */
function addFeatures(commandLine: CommandLine, name: string, features: readonly string[]): void {
  const given = commandLine.getSwitchValue(name);
  commandLine.appendSwitch(name, [...(given === '' ? [] : [given]), ...features].join(','));
}
