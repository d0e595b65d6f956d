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
  readonly onMessage: (message: unknown) => void;
  /** It ended by itself. */
  readonly onExit: (code: number) => void;
}

export function createHeldChild({ fork, onMessage, onExit }: HeldChildDeps): HeldChild {
  let child: MediaChild | null = null;
  const running = (): MediaChild => {
    if (child !== null) return child;
    const forked = fork();
    child = forked;
    forked.on('message', (message) => {
      if (forked === child) onMessage(message);
    });
    forked.on('exit', (code) => {
      if (forked !== child) return;
      child = null;
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
      ended?.kill();
    },
  };
}
