import type { Probe } from './probe.ts';

const present = 'it is there';

const names: readonly (readonly string[])[] = [
  ['require'],
  ['process'],
  ['module', 'exports'],
  ['Buffer'],
  ['global', 'setImmediate'],
  ['__dirname', '__filename'],
  ['electron', 'ipcRenderer', 'contextBridge', 'webFrame'],
  ['opener'],
];

const foreign = 'an object of the preload script’s world comes out';

/** Node, Electron and the world of the preload script. */
export const powers: readonly Probe[] = [
  ...names.map(([name = '', ...others]) => ({
    name: `node-${name}`,
    success: present,
    // Goes to the page as text, so the names have to be in it.
    run: {
      toString: () => `() => ${JSON.stringify([name, ...others])}.some((name) => Reflect.get(window, name) != null)`,
    } as unknown as Probe['run'],
  })),
  {
    name: 'node-by-constructor',
    success: 'code has run in another world',
    run: () => Reflect.get(window.phone.send, 'constructor')('return process')(),
  },
  {
    name: 'bridge-of-the-sound-window',
    success: 'the bridge for sound is there',
    windows: ['main', 'ring', 'call'],
    run: () => Reflect.has(window, 'sound'),
  },
  {
    name: 'bridge-of-other-windows',
    success: 'the bridge for commands is there',
    windows: ['sound'],
    run: () => Reflect.has(window, 'phone'),
  },
  {
    name: 'replaced-bridge',
    success: 'the page’s own bridge is another',
    run: () => {
      const name = location.pathname === '/sound.html' ? 'sound' : 'phone';
      const fake = { report: () => 'fake' };
      Reflect.set(window, name, fake);
      Reflect.defineProperty(window, name, { value: fake });
      Reflect.set(window[name], 'report', fake.report);
      return String(window[name].report) === String(fake.report);
    },
  },
  {
    name: 'foreign-function',
    success: foreign,
    run: () => {
      const own = location.pathname === '/sound.html' ? window.sound : window.phone;
      return Object.values(own).some((value) => !(value instanceof Function));
    },
  },
  {
    name: 'foreign-promise',
    success: foreign,
    run: () => !(Reflect.apply(window.phone.send, null, [{}]) instanceof Promise),
  },
  {
    name: 'foreign-result',
    success: foreign,
    run: async () => !((await window.phone.send({} as never)) instanceof Object),
  },
  {
    name: 'foreign-view',
    success: foreign,
    run: () =>
      new Promise((resolve) => {
        const end = window.phone.subscribe((view) => {
          const all: unknown[] = [view];
          for (const value of all) {
            if (typeof value !== 'object' || value === null) continue;
            if (!(value instanceof Object)) resolve(true);
            all.push(...Object.values(value));
          }
          resolve(false);
        });
        setTimeout(end, 2_000);
      }),
  },
  {
    name: 'foreign-error',
    success: foreign,
    run: () => {
      const round: unknown[] = [];
      round.push(round);
      const bad = [round, Symbol('x'), document.body, new Proxy({}, { ownKeys: () => ['a', 'a'] }), () => document];
      return bad.some((payload) => {
        try {
          void window.phone.report(payload as never);
          return false;
        } catch (error) {
          return !(error instanceof Object);
        }
      });
    },
  },
  {
    name: 'stack-of-a-getter',
    success: foreign,
    run: () => {
      const sites: { getThis(): unknown; getFunction(): unknown }[] = [];
      const before = Reflect.get(Error, 'prepareStackTrace');
      Reflect.set(Error, 'prepareStackTrace', (_error: unknown, found: typeof sites) => sites.push(...found));
      try {
        const payload = {
          get type() {
            return String(new Error('x').stack);
          },
        };
        void window.phone.send(payload as never);
      } finally {
        Reflect.set(Error, 'prepareStackTrace', before);
      }
      const own = (value: unknown) => value == null || typeof value !== 'object' || value instanceof Object;
      const ownCode = (value: unknown) => value == null || value instanceof Function;
      return !sites.every((site) => own(site.getThis()) && ownCode(site.getFunction()));
    },
  },
  {
    name: 'stack-of-a-listener',
    success: foreign,
    run: () =>
      new Promise((resolve) => {
        const end = window.phone.subscribe(function listener(this: unknown) {
          const { stack = '' } = new Error('x');
          resolve((this !== undefined && this !== window && !(this instanceof Object)) || stack.includes('preload'));
        });
        setTimeout(end, 2_000);
      }),
  },
  {
    name: 'replaced-promise',
    success: foreign,
    run: () => {
      const { then } = Promise.prototype;
      const seen: unknown[] = [];
      Reflect.set(Promise.prototype, 'then', function caught(this: Promise<unknown>, ...given: [() => unknown]) {
        seen.push(this, ...given);
        return then.apply(this, given);
      });
      try {
        void window.phone.send({} as never);
      } finally {
        Reflect.set(Promise.prototype, 'then', then);
      }
      return seen.some((value) => value !== undefined && !(value instanceof Object));
    },
  },
  {
    name: 'replaced-array',
    success: foreign,
    run: () => {
      const seen: unknown[] = [];
      const { push, map } = Array.prototype;
      for (const [name, usual] of Object.entries({ push, map })) {
        Reflect.set(Array.prototype, name, function caught(this: unknown[], ...given: never[]) {
          if (Object.getPrototypeOf(this) !== Array.prototype) seen[seen.length] = this;
          return Reflect.apply(usual, this, given);
        });
      }
      try {
        void window.phone.send({ type: 'sign-in', request: [1, [2]] } as never);
      } finally {
        Object.assign(Array.prototype, { push, map });
        for (const name of ['push', 'map']) {
          Reflect.defineProperty(Array.prototype, name, { enumerable: false });
        }
      }
      return seen.length > 0;
    },
  },
];
