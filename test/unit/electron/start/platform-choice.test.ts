import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type FoundDisplays, needsX11, windowSystemOf } from '../../../../main/electron/start/platform-choice.ts';

/** A start in a session of Wayland with Xwayland beside it, for which Chromium took Wayland. */
function needed(more: Partial<FoundDisplays> & { readonly args?: readonly string[] } = {}): boolean {
  const { args = [], ...found } = more;
  return needsX11({
    argv: ['switchhook', ...args],
    env: { WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':1' },
    taken: 'wayland',
    exists: (path) => path === '/tmp/.X11-unix/X1',
    ...found,
  });
}

describe('a start is begun again for X11', () => {
  test('where Chromium took Wayland by itself, and an X server is there', () => {
    assert.equal(needed(), true);
    assert.equal(needed({ args: ['--hidden', '--ozone-platform-hint=wayland', 'tel:123'] }), true);
    assert.equal(needed({ env: { DISPLAY: 'unix:1.0' } }), true);
    assert.equal(needed({ env: { DISPLAY: 'far.example:10.0' } }), true, 'nobody here knows whether that one answers');
  });

  test('not where there is none', () => {
    assert.equal(needed({ env: { WAYLAND_DISPLAY: 'wayland-0' } }), false);
    for (const DISPLAY of ['', ':2', 'nonsense']) assert.equal(needed({ env: { DISPLAY } }), false, DISPLAY);
  });

  test('not where it has X11 already, or was told what to take', () => {
    for (const taken of ['', 'x11']) assert.equal(needed({ taken }), false);
    assert.equal(needed({ args: ['--ozone-platform=wayland'] }), false);
    assert.equal(needed({ args: ['-ozone-platform=x11'] }), false);
  });

  test('not for an order, which is quicker without', () => {
    for (const args of [['answer'], ['status', '--json'], ['dial', '112'], ['answer', 'too much']]) {
      assert.equal(needed({ args }), false, args.join(' '));
    }
  });
});

test('windows come by what Chromium took, in the session that it is', () => {
  const wayland = { WAYLAND_DISPLAY: 'wayland-0' };
  const typed = { XDG_SESSION_TYPE: 'wayland' };
  assert.equal(windowSystemOf('linux', {}, ''), 'x11');
  assert.equal(windowSystemOf('linux', { XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: '' }, 'x11'), 'x11');
  for (const env of [wayland, typed]) assert.equal(windowSystemOf('linux', env, 'x11'), 'xwayland');
  assert.equal(windowSystemOf('linux', wayland, 'wayland'), 'wayland');
  for (const platform of ['darwin', 'win32'] as const) assert.equal(windowSystemOf(platform, wayland, ''), 'own');
});
