import type { Bus } from './bus.ts';
import type { Session } from './session.ts';
import { until } from './until.ts';

const watcher = 'org.kde.StatusNotifierWatcher';
const itemInterface = 'org.kde.StatusNotifierItem';
const menuInterface = 'com.canonical.dbusmenu';

/** An entry of a tray menu. Source: the dbusmenu interface, GetLayout. */
export interface TrayMenuEntry {
  readonly id: number;
  readonly label: string;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly separator: boolean;
  readonly children: readonly TrayMenuEntry[];
}

const panel = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="28"/>
      <property name="icon-size" type="uint" value="16"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-2" type="string" value="systray"/>
  </property>
</channel>
`;

/** Starts xfce4-panel with nothing but a system tray, which is a StatusNotifier host. */
export async function startTrayHost(session: Session, bus: Bus): Promise<void> {
  session.writeFile('home/.config/xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml', panel);
  session.startService('xfce4-panel', 'xfce4-panel', ['--disable-wm-check']);
  await until('a tray host', async () => {
    if (!(await bus.hasOwner(watcher))) return false;
    return bus.property(watcher, '/StatusNotifierWatcher', watcher, 'IsStatusNotifierHostRegistered');
  });
}

/** The panel, for those who take it away. */
export class TrayHost {
  readonly #session: Session;
  readonly #bus: Bus;

  constructor(session: Session, bus: Bus) {
    this.#session = session;
    this.#bus = bus;
  }

  /** Kills the panel. */
  async stop(): Promise<void> {
    await this.#session.stopService('xfce4-panel');
  }

  /** Starts the panel again; harmless where it runs. */
  async start(): Promise<void> {
    if (!(await this.#bus.hasOwner(watcher))) await startTrayHost(this.#session, this.#bus);
  }
}

/** Tray items that programs have registered; the watcher keeps one for a moment after its program has gone. */
export async function trayItems(bus: Bus): Promise<TrayItem[]> {
  if (!(await bus.hasOwner(watcher))) return [];
  const names = await bus.property(watcher, '/StatusNotifierWatcher', watcher, 'RegisteredStatusNotifierItems');
  const items = (names as string[]).map((name) => {
    const slash = name.indexOf('/');
    const path = slash < 0 ? '/StatusNotifierItem' : name.slice(slash);
    return new TrayItem(bus, slash < 0 ? name : name.slice(0, slash), path);
  });
  const present = await Promise.all(items.map(({ service }) => bus.hasOwner(service)));
  return items.filter((_, index) => present[index]);
}

/** One tray item, as a tray host sees it. Source: freedesktop's StatusNotifierItem specification. */
export class TrayItem {
  readonly service: string;
  readonly path: string;
  readonly #bus: Bus;

  constructor(bus: Bus, service: string, path: string) {
    this.#bus = bus;
    this.service = service;
    this.path = path;
  }

  /** A property such as `Id`, `Title`, `ToolTip`, `IconPixmap`. */
  property(name: string): Promise<unknown> {
    return this.#bus.property(this.service, this.path, itemInterface, name);
  }

  /** What a click with the left button does. */
  async activate(): Promise<void> {
    const at = { destination: this.service, path: this.path, interface: itemInterface };
    await this.#bus.call({ ...at, member: 'Activate', signature: 'ii', body: [0, 0] });
  }

  /** The entries of its menu; a host asks for them when the menu is opened. */
  async menu(): Promise<readonly TrayMenuEntry[]> {
    const at = await this.#menuAddress();
    // Only a courtesy of the host's: Chromium's menus answer it with an error for the root, and hosts go on.
    await this.#bus.call({ ...at, member: 'AboutToShow', signature: 'i', body: [0] }).catch(() => undefined);
    const [, root] = await this.#bus.call({ ...at, member: 'GetLayout', signature: 'iias', body: [0, -1, []] });
    return entryOf(root).children;
  }

  /** Picks the menu entry with this label, as a click on it would; rejects where there is none. */
  async choose(label: string): Promise<void> {
    const entry = flatten(await this.menu()).find((candidate) => candidate.label === label);
    if (!entry) throw new Error(`The tray menu has no entry "${label}"`);
    const at = await this.#menuAddress();
    await this.#bus.call({ ...at, member: 'Event', signature: 'isvu', body: [entry.id, 'clicked', ['s', ''], 0] });
  }

  async #menuAddress(): Promise<{ destination: string; path: string; interface: string }> {
    return { destination: this.service, path: String(await this.property('Menu')), interface: menuInterface };
  }
}

function flatten(entries: readonly TrayMenuEntry[]): TrayMenuEntry[] {
  return entries.flatMap((entry) => [entry, ...flatten(entry.children)]);
}

function entryOf(layout: unknown): TrayMenuEntry {
  const [id, pairs, children] = layout as [number, [string, unknown][], unknown[]];
  const properties = Object.fromEntries(pairs);
  return {
    id,
    label: String(properties.label ?? '').replace(/_(.)/g, '$1'),
    enabled: properties.enabled !== false,
    visible: properties.visible !== false,
    separator: properties.type === 'separator',
    children: children.map(entryOf),
  };
}
