import { createNetworkReport } from '../availability/network-report.ts';
import { type StayingAvailable, stayAvailable } from '../availability/staying-available.ts';
import { type EventLoop, startEventLoop } from '../channel/event-loop.ts';
import { createIntake } from '../channel/intake.ts';
import type { LoopEnd, RowOfFailures } from '../channel/loop-end.ts';
import type { Connected } from '../discovery/connect.ts';
import { reconnecting } from '../failure.ts';
import { createReads, type Reads } from '../requests/reads.ts';
import type { SessionDeps, SessionOutput } from '../session.ts';
import type { Account } from '../state.ts';
import { createGoneWatch } from './gone-watch.ts';
import { noEvents } from './no-events.ts';
import type { AttemptTools } from './tools.ts';

/** An application on the server that calls ring in: its events, its availability and its reads. */
export interface LiveApplication extends Connected {
  readonly reads: Reads;
  /** Takes its events until it ends. */
  run(before: Predecessor): Promise<LoopEnd>;
  /** This computer slept. */
  awake(): void;
  /** The network may have changed: the link is tried now. */
  probe(): void;
  /** The server said of that absolute URL that it knows no such application. */
  heardGone(url: string): void;
  /** The network is another one: the server is told. */
  networkChanged(): void;
  /** It is no longer kept available. */
  stop(): void;
}

/** What the application before this one came to, as far as this one has to know. */
export interface Predecessor {
  /** The server never answered in it: this one counts as up once it has. */
  readonly doubted: boolean;
  readonly refused: RowOfFailures | undefined;
}

export interface LiveApplicationDeps {
  readonly ports: SessionDeps;
  readonly tools: AttemptTools;
  readonly account: Account;
  readonly emit: (output: SessionOutput) => void;
  readonly closed: () => boolean;
  /** Another application has taken its place, or none. */
  readonly isLeft: () => boolean;
}

export function createLiveApplication(connected: Connected, deps: LiveApplicationDeps): LiveApplication {
  const { ports, tools, emit, closed } = deps;
  const { clock, random, log, surroundings } = ports;
  const { transport, policy, outages, pause } = tools;
  const { application, self, events, base, batch, internal } = connected;
  const { name, uri } = application.me;
  const { address } = deps.account;
  const online = { type: 'online', user: { name: name ?? address, address, ...(uri !== null && { uri }) } } as const;
  let staying: StayingAvailable | null = null;
  let loop: EventLoop | null = null;

  const reportNetwork = createNetworkReport(
    { transport, surroundings, log },
    { reportMyNetwork: application.reportMyNetwork, base, internal },
  );
  const compare = (): void => emit({ type: 'compare-calls', application: self });
  const doubt = (): void => emit(noEvents('silent', clock.wall()));

  function startLoop(before: Predecessor, stayingNow: StayingAvailable): EventLoop {
    const intake = createIntake({
      transport,
      policy,
      clock,
      random,
      log,
      closed: () => closed() || deps.isLeft(),
      emit: (complete) => emit({ type: 'ucwa', events: complete }),
      onCompare: compare,
    });
    return startEventLoop(
      {
        transport,
        policy,
        random,
        clock,
        log,
        outages,
        application: self,
        ...before,
        closed,
        pause,
        onDoubt: doubt,
        onBatch(taken, from) {
          intake(taken, from);
          stayingNow.take(taken);
        },
        onConnection(up) {
          emit(up ? online : { type: 'reconnecting' });
          if (!up) emit({ type: 'network-dropped' });
        },
        onUnreached: (failure) => emit(reconnecting(failure, clock.wall())),
        moved: tools.connecting.moved,
        onCompare: compare,
        onResume: stayingNow.renew,
      },
      events,
    );
  }

  return {
    ...connected,
    reads: createReads({ ...tools, xml: ports.xml, random, base, batch }),
    async run(before) {
      const { policies, groups } = application;
      const stayingNow = stayAvailable(connected, {
        ...{ transport, clock, random, log },
        asked: tools.availability,
        onReach: tools.tellReach,
        onCommunication: (communication) => emit({ type: 'communication', communication, base, policies, groups }),
      });
      staying = stayingNow;
      tools.renewal.plan();
      // That is the first sign of life: a channel which never answers counts from here.
      outages.alive();
      if (before.doubted) doubt();
      else {
        emit(online);
        outages.end();
      }
      loop = startLoop(before, stayingNow);
      compare();
      void reportNetwork();
      const end = await loop.end;
      loop = null;
      stayingNow.stop();
      return end;
    },
    awake: () => loop?.awake(),
    probe: () => loop?.probe(),
    heardGone: createGoneWatch({ clock, self, events, ask: () => loop?.probe() }),
    networkChanged: () => void reportNetwork(),
    stop: () => staying?.stop(),
  };
}
