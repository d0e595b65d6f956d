/**
 * Node 16, which Electron 22 brings, has DOMException but gives it no global name, and Node's timers as werift bundles them
 * ask for that name when they are cancelled. The class is taken from an exception. Newer runtimes are left as they are.
 */
if (!('DOMException' in globalThis)) {
  try {
    atob('%');
  } catch (error) {
    Object.defineProperty(globalThis, 'DOMException', { value: (error as Error).constructor, configurable: true });
  }
}

export {};
