import type { Page } from '@playwright/test';
import type { WindowName } from '../../driver/app.ts';

/** What a probe is handed in the page. */
export interface Kit {
  /** An address at the hostile server that names window and probe. */
  url(name: string): string;
  /** Host and port of the hostile server. */
  readonly host: string;
  /** Host and port at which it waits for ICE, by UDP and TCP. */
  readonly ice: string;
  /** A picture as a file: URL. */
  readonly picture: string;
  /** Makes an element with these attributes and resolves with whether it loaded. */
  loaded(tag: string, attributes: Readonly<Record<string, string>>): Promise<boolean>;
  /** Calls what a path of names leads to, such as `usb.requestDevice` of the navigator. */
  call(start: object, path: string, ...given: readonly unknown[]): Promise<unknown>;
  /** Whether code that sets this in the page has run. */
  marked(name: string): boolean;
  wait(ms: number): Promise<void>;
}

/**
 * Something that a hostile script might try. `run` goes to the page as text, so it sees nothing of its module; it succeeded where it
 * resolves with something that is true. What only others can see, such as a request that arrived, they judge.
 */
export interface Probe {
  readonly name: string;
  /** What would be a success. */
  readonly success: string;
  readonly run: (kit: Kit) => unknown;
  /** Where it is tried; everywhere if it is not said. */
  readonly windows?: readonly WindowName[];
}

/** What came of each: null where it succeeded, else how it did not. */
export type Outcomes = Readonly<Record<string, string | null>>;

export interface Target extends Pick<Kit, 'host' | 'ice' | 'picture'> {
  readonly window: WindowName;
  /** One after the other, each with a moment for what it sets off; else all at the same time. */
  readonly inTurn: boolean;
}

/** Runs probes in a page, all by the page's own means. */
export function attack(page: Page, probes: readonly Probe[], target: Target): Promise<Outcomes> {
  const { window, inTurn, host, ice, picture } = target;
  const texts = probes.map(({ name, run }) => `{ name: ${JSON.stringify(name)}, run: ${run} }`);
  return page.evaluate<Outcomes>(
    `(${runAll})([${texts.join(',\n')}], ${JSON.stringify({ window, inTurn, host, ice, picture })})`,
  );
}

/** Goes to the page as text. */
async function runAll(probes: readonly Pick<Probe, 'name' | 'run'>[], target: Target): Promise<Outcomes> {
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const kit: Kit = {
    host: target.host,
    ice: target.ice,
    picture: target.picture,
    url: (name) => `http://${target.host}/${target.window}/${name}`,
    loaded: (tag, attributes) =>
      new Promise((resolve) => {
        const element = document.createElement(tag);
        for (const type of ['load', 'loadeddata', 'canplay']) element.addEventListener(type, () => resolve(true));
        element.addEventListener('error', () => resolve(false));
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        document.body.append(element);
      }),
    call: async (start, path, ...given) => {
      const names = path.split('.');
      const last = names.pop() ?? '';
      const owner = names.reduce((value: object, name) => Reflect.get(value, name) as object, start);
      return (Reflect.get(owner, last) as (...all: unknown[]) => unknown).apply(owner, [...given]);
    },
    marked: (name) => Reflect.has(window, `marked ${name}`),
    wait,
  };
  const outcome = async ({ run }: Pick<Probe, 'run'>): Promise<string | null> => {
    try {
      // The inspector lets what it starts evaluate text, until it first waits.
      await wait(0);
      const tried = Promise.resolve(run(kit));
      const result = await Promise.race([tried, wait(target.inTurn ? 200 : 2_500).then(() => 'too late' as const)]);
      return result === 'too late' ? 'nothing came of it' : result ? null : 'no';
    } catch (error) {
      return error instanceof Error ? error.name : String(error);
    }
  };
  const outcomes: Record<string, string | null> = {};
  const one = async (probe: Pick<Probe, 'name' | 'run'>) => {
    outcomes[probe.name] = await outcome(probe);
  };
  if (!target.inTurn) await Promise.all(probes.map(one));
  else for (const probe of probes) await one(probe);
  return outcomes;
}
