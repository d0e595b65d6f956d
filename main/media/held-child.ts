import { parseListening } from './messages.ts';

/** The media process as its parent holds it; Electron's UtilityProcess is one. */
export interface MediaChild {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): unknown;
}

/** One process at a time, started when something is first posted to it. */
export interface HeldChild {
  isThere(): boolean;
  post(message: object): void;
  /** To one that is there, and to no other. */
  tell(message: object): void;
  /** Ends it at once, without a word. */
  end(): void;
}

export interface HeldChildDeps {
  /** What is posted before it runs must reach it. */
  readonly fork: () => MediaChild;
  /** Lets pages connect to that port of this computer, or to none: then there is no process, or nothing of it to connect to. Never rejects. */
  readonly openWay: (port: number | null) => Promise<void>;
  readonly onMessage: (message: unknown) => void;
  /** It ended by itself. */
  readonly onExit: (code: number) => void;
}

export function createHeldChild({ fork, openWay, onMessage, onExit }: HeldChildDeps): HeldChild {
  let child: MediaChild | null = null;
  let hasWay = false;
  const open = (port: number | null) => {
    hasWay = port !== null;
    return openWay(port);
  };
  const shut = () => {
    if (hasWay) void open(null);
  };
  const running = (): MediaChild => {
    if (child !== null) return child;
    const forked = fork();
    child = forked;
    const isCurrent = () => forked === child;
    const hear = behindTheWay(
      async (port) => {
        if (isCurrent()) await open(port);
      },
      (message) => isCurrent() && onMessage(message),
    );
    forked.on('message', hear);
    forked.on('exit', (code) => {
      if (!isCurrent()) return;
      child = null;
      shut();
      onExit(code);
    });
    return forked;
  };
  return {
    isThere: () => child !== null,
    post: (message) => running().postMessage(message),
    tell: (message) => child?.postMessage(message),
    end() {
      const ended = child;
      child = null;
      shut();
      ended?.kill();
    },
  };
}

/** What a process says after its port is told once there is a way to that: an offer to connect to it may be in it. */
function behindTheWay(
  open: (port: number | null) => Promise<void>,
  deliver: (message: unknown) => void,
): (message: unknown) => void {
  let opening = 0;
  let held: unknown[] = [];
  const opened = () => {
    opening -= 1;
    if (opening > 0) return;
    const all = held;
    held = [];
    for (const message of all) deliver(message);
  };
  return (message) => {
    const listening = parseListening(message);
    if (listening !== null) {
      opening += 1;
      void open(listening.port).then(opened);
    } else if (opening > 0) held.push(message);
    else deliver(message);
  };
}
