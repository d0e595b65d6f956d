import assert from 'node:assert/strict';
import { test } from 'node:test';
import { busSocket } from '../../../../main/electron/dbus/bus-address.ts';

const cases: readonly [address: string | undefined, runtimeDir: string | undefined, socket: string | null][] = [
  ['unix:path=/run/user/1000/bus', undefined, '/run/user/1000/bus'],
  ['unix:path=/tmp/dbus-x,guid=524ddb20', undefined, '/tmp/dbus-x'],
  ['unix:guid=1,path=/tmp/with%20space', undefined, '/tmp/with space'],
  ['unix:abstract=/tmp/dbus-x,guid=1', undefined, '\0/tmp/dbus-x'],
  ['tcp:host=localhost,port=1;unix:path=/second', undefined, '/second'],
  ['tcp:host=localhost,port=1', '/run/user/1000', null],
  [undefined, '/run/user/1000', '/run/user/1000/bus'],
  ['', '/run/user/1000', '/run/user/1000/bus'],
  [undefined, undefined, null],
];

for (const [address, runtimeDir, socket] of cases) {
  test(`${address} in ${runtimeDir} is ${JSON.stringify(socket)}`, () => {
    assert.equal(busSocket({ DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtimeDir }), socket);
  });
}
