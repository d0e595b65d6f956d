/** What a bad network does to the connections through a {@link FaultProxy}; each can be set while they run. */
export interface Toxics {
  /** How long each piece is held back, in milliseconds, and by how much that varies. */
  readonly latencyMs: number;
  readonly jitterMs: number;
  /** Bytes a second in each direction; null: no limit. */
  readonly bandwidth: number | null;
  /** Pieces are cut down to at most so many bytes, each written by itself; null: as they come. */
  readonly slice: number | null;
  /**
   * `all`: connections are taken, and nothing comes through any more, nor does an end. `existing`: so it is with those that are there, as
   * after a router has forgotten them; new ones work.
   */
  readonly halfOpen: 'none' | 'existing' | 'all';
  /** The connection is cut once so many bytes of a connection have gone to the client; null: never. */
  readonly cutAfter: { readonly bytes: number; readonly how: Ending } | null;
  /** How long an end is held back, in milliseconds. */
  readonly slowCloseMs: number;
}

/** `reset`: RST. `end`: FIN. */
export type Ending = 'reset' | 'end';

export const noToxics: Toxics = {
  latencyMs: 0,
  jitterMs: 0,
  bandwidth: null,
  slice: null,
  halfOpen: 'none',
  cutAfter: null,
  slowCloseMs: 0,
};
