import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Bus } from './bus.ts';
import type { Session } from './session.ts';
import { until } from './until.ts';

/** A notification as the daemon drew it. */
export interface ShownNotification {
  readonly id: number;
  readonly appName: string;
  readonly summary: string;
  readonly body: string;
  readonly urgency: string;
}

const recorder = `#!/bin/sh
printf '%s\\037%s\\037%s\\037%s\\037%s\\036' "$DUNST_ID" "$DUNST_APP_NAME" "$DUNST_SUMMARY" "$DUNST_BODY" "$DUNST_URGENCY" >> "$HOME/notifications"
`;
const chooser = `#!/bin/sh
cat > "$HOME/offered.new"
mv "$HOME/offered.new" "$HOME/offered"
grep -F -m 1 "$(cat "$HOME/choice")" "$HOME/offered"
`;

const service = 'org.freedesktop.Notifications';

/** Sees to it that no other notification daemon comes in place of this one. Before the bus is started. */
export function forbidOtherNotifications(session: Session): void {
  session.forbidActivation(service);
}

/** Starts dunst so that it writes down each notification it shows, and answers its menu of actions by itself. */
export async function startNotifications(session: Session, bus: Bus): Promise<void> {
  const script = session.writeFile('home/record-notification', recorder, 0o700);
  const menu = session.writeFile('home/choose-action', chooser, 0o700);
  const look = 'font = Noto Sans 10\nframe_width = 1\nframe_color = "#353A43"\noffset = 16x44\n';
  const colours = 'background = "#1E2126"\nforeground = "#F2F4F7"\n';
  const urgencies = ['low', 'normal', 'critical'].map((urgency) => `[urgency_${urgency}]\n${colours}`).join('');
  const record = `[record]\nsummary = *\nscript = ${script}\n`;
  const rules = `[global]\ndmenu = ${menu}\nidle_threshold = 0\n${look}${urgencies}${record}`;
  const config = session.writeFile('home/.config/dunst/dunstrc', rules);
  session.startService('dunst', 'dunst', ['-config', config]);
  await until('a notification daemon', () => bus.hasOwner(service));
}

/** What the desktop's notification daemon shows. */
export class Notifications {
  readonly #session: Session;
  readonly #bus: Bus;

  constructor(session: Session, bus: Bus) {
    this.#session = session;
    this.#bus = bus;
  }

  /** Kills the daemon; nobody comes in its place. */
  async stop(): Promise<void> {
    await this.#session.stopService('dunst');
  }

  /** Starts the daemon again; harmless where it runs. */
  async start(): Promise<void> {
    if (!(await this.#bus.hasOwner(service))) await startNotifications(this.#session, this.#bus);
  }

  /** The process of the daemon. */
  async process(): Promise<number> {
    const [pid] = await this.#bus.askBus('GetConnectionUnixProcessID', 's', [service]);
    return Number(pid);
  }

  get #shownFile(): string {
    return join(this.#session.folder, 'home', 'notifications');
  }

  /** Everything that was shown since the last {@link clear}, also what is gone again. */
  shown(): ShownNotification[] {
    if (!existsSync(this.#shownFile)) return [];
    const records = readFileSync(this.#shownFile, 'utf8').split('\x1e').slice(0, -1);
    return records.map((record) => {
      const [id = '', appName = '', summary = '', body = '', urgency = ''] = record.split('\x1f');
      return { id: Number(id), appName, summary, body, urgency };
    });
  }

  /** How many are on the screen now. */
  async displayed(): Promise<number> {
    return Number(await this.#session.run('dunstctl', ['count', 'displayed']));
  }

  /** Does what a click on the newest notification does. */
  async click(): Promise<void> {
    await this.#session.run('dunstctl', ['action', '0']);
  }

  /** Takes the action with this label of the notifications on the screen, as a press of its button would. */
  async choose(label: string): Promise<void> {
    this.#session.writeFile('home/choice', label);
    await this.#session.run('dunstctl', ['context']);
  }

  /** Labels of all actions that the notifications on the screen offer. Dunst's lines are "#Label (summary) [id,key]". */
  async actions(): Promise<string[]> {
    const file = join(this.#session.folder, 'home', 'offered');
    rmSync(file, { force: true });
    await this.choose('nothing that is offered');
    await until('the menu of actions', () => existsSync(file));
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => /^#(.*) \(/.exec(line)?.[1] ?? []);
  }

  /** Closes all that is on the screen, and forgets what was shown. */
  async clear(): Promise<void> {
    await this.#session.run('dunstctl', ['close-all']);
    rmSync(this.#shownFile, { force: true });
  }
}
