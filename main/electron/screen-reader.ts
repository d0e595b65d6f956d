import type { App } from 'electron';
import { isTrueVariant, properties, readingOf } from './dbus/property.ts';
import type { SessionBus } from './dbus/session-bus.ts';
import { daemonObject } from './dbus/signals.ts';

const name = 'org.a11y.Bus';
const owner = 'org.a11y.Status';
const path = '/org/a11y/bus';

/**
 * Linux: lets pages be read by a screen reader, as soon as AT-SPI says that one is there. Electron does so by itself on Windows and macOS only; here a
 * reader would find windows without anything in them. Once it is on it stays: whoever stopped a reader may start it again. AT-SPI is asked only while it is there, so that the question starts none.
 * Source: org.a11y.Status in at-spi2-core's bus/at-spi-bus-launcher.c; `ScreenReaderEnabled` is Orca's, `IsEnabled` any other's.
 */
export function followScreenReader(bus: SessionBus, app: Pick<App, 'setAccessibilitySupportEnabled'>): void {
  let isOn = false;

  async function says(property: string): Promise<boolean> {
    const reply = await bus.call(readingOf({ destination: name, path }, owner, property));
    return reply.ok && isTrueVariant(reply.value[0]);
  }

  async function look(): Promise<void> {
    const there = await bus.call({ ...daemonObject, member: 'NameHasOwner', signature: 's', body: [name] });
    if (!there.ok || there.value[0] !== true) return;
    const isWanted = (await says('ScreenReaderEnabled')) || (await says('IsEnabled'));
    if (isOn || !isWanted) return;
    isOn = true;
    app.setAccessibilitySupportEnabled(true);
  }

  bus.onSignal({ sender: name, path, interface: properties, member: 'PropertiesChanged' }, () => void look());
  bus.onOwnerChange(name, () => void look());
  void look();
}
