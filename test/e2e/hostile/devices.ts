import type { Probe } from './probe.ts';

const stream = 'there is a stream';
const chosen = 'there is a device';
const granted = 'it is granted';

/** What a page may ask a person for, and a page of ours never gets. */
export const devices: readonly Probe[] = [
  { name: 'microphone', success: stream, run: () => navigator.mediaDevices.getUserMedia({ audio: true }) },
  { name: 'camera', success: stream, run: () => navigator.mediaDevices.getUserMedia({ video: true }) },
  { name: 'both', success: stream, run: () => navigator.mediaDevices.getUserMedia({ audio: true, video: true }) },
  { name: 'screen', success: stream, run: () => navigator.mediaDevices.getDisplayMedia({ video: true }) },
  {
    name: 'screen-as-electron',
    success: stream,
    run: () =>
      navigator.mediaDevices.getUserMedia({
        audio: { mandatory: { chromeMediaSource: 'desktop' } },
        video: { mandatory: { chromeMediaSource: 'desktop' } },
      } as MediaStreamConstraints),
  },
  {
    name: 'device-names',
    success: 'devices have names; the sound window alone is told them',
    windows: ['main', 'ring', 'call'],
    run: async () => (await navigator.mediaDevices.enumerateDevices()).some(({ label }) => label !== ''),
  },
  {
    name: 'speaker',
    success: 'a speaker is chosen',
    windows: ['main', 'ring', 'call'],
    run: ({ call }) => call(navigator, 'mediaDevices.selectAudioOutput'),
  },
  {
    name: 'speech',
    success: 'what is said is heard',
    run: ({ call }) =>
      new Promise((resolve) => {
        const Recognition = Reflect.get(window, 'webkitSpeechRecognition') as new () => EventTarget;
        const recognition = new Recognition();
        recognition.addEventListener('start', () => resolve(true));
        recognition.addEventListener('error', () => resolve(false));
        void call(recognition, 'start');
      }),
  },
  {
    name: 'place',
    success: 'the page knows where it is',
    run: () =>
      new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve(true),
          () => resolve(false),
        );
      }),
  },
  {
    name: 'notification',
    success: granted,
    run: async () => (await Notification.requestPermission()) === 'granted',
  },
  { name: 'clipboard-text', success: 'it is read', run: () => navigator.clipboard.readText().then(() => true) },
  { name: 'clipboard', success: 'it is read', run: () => navigator.clipboard.read() },
  {
    name: 'clipboard-command',
    success: 'it is read',
    run: () => {
      const field = document.createElement('textarea');
      document.body.append(field);
      field.focus();
      document.execCommand('paste');
      return field.value;
    },
  },
  { name: 'midi', success: chosen, run: ({ call }) => call(navigator, 'requestMIDIAccess') },
  { name: 'midi-system', success: chosen, run: ({ call }) => call(navigator, 'requestMIDIAccess', { sysex: true }) },
  { name: 'usb', success: chosen, run: ({ call }) => call(navigator, 'usb.requestDevice', { filters: [] }) },
  {
    name: 'usb-known',
    success: chosen,
    run: async ({ call }) => ((await call(navigator, 'usb.getDevices')) as unknown[]).length > 0,
  },
  { name: 'serial', success: chosen, run: ({ call }) => call(navigator, 'serial.requestPort') },
  {
    name: 'hid',
    success: chosen,
    run: async ({ call }) => ((await call(navigator, 'hid.requestDevice', { filters: [] })) as unknown[]).length > 0,
  },
  {
    name: 'bluetooth',
    success: chosen,
    run: ({ call }) => call(navigator, 'bluetooth.requestDevice', { acceptAllDevices: true }),
  },
  { name: 'screens', success: 'the screens are listed', run: ({ call }) => call(window, 'getScreenDetails') },
  {
    name: 'idle',
    success: granted,
    run: async ({ call }) => (await call(window, 'IdleDetector.requestPermission')) === 'granted',
  },
  { name: 'wake-lock', success: granted, run: ({ call }) => call(navigator, 'wakeLock.request', 'screen') },
  {
    name: 'pointer-lock',
    success: 'the pointer is held',
    run: async ({ wait }) => {
      await document.body.requestPointerLock();
      await wait(300);
      return document.pointerLockElement;
    },
  },
  {
    name: 'full-screen',
    success: 'the page has the screen',
    run: async () => {
      await document.documentElement.requestFullscreen();
      return document.fullscreenElement;
    },
  },
  {
    name: 'sensor',
    success: 'there is a reading',
    run: () =>
      new Promise((resolve) => {
        const Sensor = Reflect.get(window, 'Accelerometer') as new () => EventTarget & { start(): void };
        const sensor = new Sensor();
        sensor.addEventListener('reading', () => resolve(true));
        sensor.addEventListener('error', () => resolve(false));
        sensor.start();
      }),
  },
  { name: 'lasting-storage', success: granted, run: () => navigator.storage.persist() },
  {
    name: 'payment-handler',
    success: 'there is an instrument',
    run: ({ call }) => call(navigator, 'serviceWorker.ready.paymentManager'),
  },
  {
    name: 'security-key',
    success: 'there is a credential',
    run: () => navigator.credentials.get({ publicKey: { challenge: new Uint8Array(16) } }),
  },
  {
    name: 'password',
    success: 'there is a credential',
    run: () => navigator.credentials.get({ password: true } as object),
  },
  {
    name: 'protocol-handler',
    success: 'the page is the system’s program for a kind of address',
    run: ({ call, url }) =>
      call(navigator, 'registerProtocolHandler', 'web+hostile', `${url('handler')}?%s`).then(() => true),
  },
  {
    name: 'permissions',
    success: 'one is granted that is not the sound window’s',
    run: async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'clipboard-read',
        'midi',
        'idle-detection',
        'window-placement',
      ];
      names.push('persistent-storage', 'accelerometer', 'screen-wake-lock', 'display-capture', 'local-fonts', 'nfc');
      if (location.pathname !== '/sound.html') names.push('microphone');
      const states = await Promise.all(
        names.map((name) =>
          navigator.permissions.query({ name } as PermissionDescriptor).then(
            ({ state }) => (state === 'granted' ? name : ''),
            () => '',
          ),
        ),
      );
      if (states.join('') !== '') throw new TypeError(states.filter(Boolean).join(' '));
    },
  },
  {
    name: 'fonts',
    success: 'the fonts of the computer are listed',
    run: async ({ call }) => ((await call(window, 'queryLocalFonts')) as unknown[]).length > 0,
  },
];
