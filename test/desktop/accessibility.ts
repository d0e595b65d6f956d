import { Bus } from './bus.ts';
import type { Session } from './session.ts';
import { until } from './until.ts';

/** What of an object a screen reader asks first. */
export interface AccessibleNode {
  /** Where it is on the bus of accessibility. */
  readonly service: string;
  readonly path: string;
  /** As AT-SPI names it in English, such as `push button` (atspi-constants.h). */
  readonly role: string;
  readonly name: string;
}

const registry = 'org.a11y.atspi.Registry';
const accessible = 'org.a11y.atspi.Accessible';
const root = '/org/a11y/atspi/accessible/root';
/** The one path by which an object of nobody is named. */
const nothing = '/org/a11y/atspi/null';

/**
 * Starts AT-SPI's bus and registry as a desktop with a screen reader has them, and tells programs that one is there. Programs look at their start.
 */
export async function startAccessibility(session: Session, bus: Bus): Promise<Accessibility> {
  delete session.env.NO_AT_BRIDGE;
  // As `toolkit-accessibility` in the settings of GNOME, which a screen reader sets: Chromium asks for either.
  session.env.GNOME_ACCESSIBILITY = '1';
  session.startService('at-spi', '/usr/libexec/at-spi-bus-launcher', [
    '--launch-immediately',
    '--a11y=1',
    '--screen-reader=1',
  ]);
  const launcher = 'org.a11y.Bus';
  await until('the launcher of AT-SPI', () => bus.hasOwner(launcher));
  const [address] = await bus.call({
    destination: launcher,
    path: '/org/a11y/bus',
    interface: launcher,
    member: 'GetAddress',
  });
  const own = new Bus(String(address).split(',')[0] ?? '');
  await own.askBus('StartServiceByName', 'su', [registry, 0]);
  return new Accessibility(own);
}

/** What a screen reader sees of all programs: a tree, and events. */
export class Accessibility {
  readonly #bus: Bus;

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  /** Programs that a screen reader can read. */
  async programs(): Promise<readonly AccessibleNode[]> {
    return this.children({ service: registry, path: root });
  }

  /** What is right inside. */
  async children({ service, path }: Pick<AccessibleNode, 'service' | 'path'>): Promise<readonly AccessibleNode[]> {
    const [listed] = await this.#ask(service, path, accessible, 'GetChildren');
    const all = (listed as readonly [string, string][]).filter(([, one]) => one !== nothing);
    return Promise.all(all.map(([of, one]) => this.#node(of, one)));
  }

  /** All that is inside, in the order in which it is read; what goes meanwhile is left out. */
  async inside(node: AccessibleNode): Promise<readonly AccessibleNode[]> {
    const children = await this.children(node).catch(() => []);
    const below = await Promise.all(children.map(async (child) => [child, ...(await this.inside(child))]));
    return below.flat();
  }

  /** Does the first thing that an object offers, as a screen reader has it done: a button is pressed. */
  async press({ service, path }: AccessibleNode): Promise<void> {
    await this.#ask(service, path, 'org.a11y.atspi.Action', 'DoAction', 'i', [0]);
  }

  /** Calls back whenever an alert comes into a page: that is when a screen reader such as Orca says what it is and what is in it. */
  async onAlert(listener: (alert: AccessibleNode) => void): Promise<void> {
    // Programs tell only what somebody wants to hear.
    const event = 'object:children-changed:add';
    await this.#ask(registry, '/org/a11y/atspi/registry', registry, 'RegisterEvent', 's', [event]);
    await this.#bus.onSignal(`interface='org.a11y.atspi.Event.Object',member='ChildrenChanged'`, ({ body }) => {
      const [change, , , child] = body;
      if (change !== 'add' || !Array.isArray(child)) return;
      const [service, path] = child as [string, string];
      // What is gone again has not been heard either.
      this.#node(service, path).then(
        (node) => node.role === 'alert' && listener(node),
        () => undefined,
      );
    });
  }

  close(): void {
    this.#bus.close();
  }

  async #node(service: string, path: string): Promise<AccessibleNode> {
    const [[role], name] = await Promise.all([
      this.#ask(service, path, accessible, 'GetRoleName'),
      this.#bus.property(service, path, accessible, 'Name'),
    ]);
    return { service, path, role: String(role), name: String(name) };
  }

  #ask(
    destination: string,
    path: string,
    owner: string,
    member: string,
    signature = '',
    body: readonly unknown[] = [],
  ) {
    return this.#bus.call({
      destination,
      path,
      interface: owner,
      member,
      ...(signature === '' ? {} : { signature, body }),
    });
  }
}
