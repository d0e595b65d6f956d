/**
 * Resolves when the app may go on to make windows: in a test build that Playwright starts, once Playwright is attached.
 * It loses track of a page that it meets in the middle of its first navigation, and then waits for that for ever.
 */
export function driverAttached(argv: readonly string[]): Promise<void> {
  if (!__TEST_BUILD__ || !argv.includes('--remote-debugging-port=0')) return Promise.resolve();
  return new Promise((resolve) => {
    // What Playwright calls once it is attached; its own loader for unpackaged apps waits for the same call.
    Object.defineProperty(globalThis, '__playwright_run', { value: () => resolve() });
  });
}
