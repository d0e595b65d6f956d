/** What a soak asks of its server's process, and what that answers. */

export type SoakOrder =
  | { readonly type: 'describe' }
  /** Answers so many P-GETs, each with so many events. */
  | { readonly type: 'batches'; readonly count: number; readonly events: number }
  | { readonly type: 'call'; readonly name: string; readonly embed: boolean }
  | { readonly type: 'end'; readonly name: string; readonly elsewhere: boolean }
  | { readonly type: 'drop' }
  | { readonly type: 'finish' };

export interface SoakAnswer {
  readonly id: number;
  readonly error?: string;
  readonly described?: {
    readonly discoveryUrl: string;
    readonly caFile: string;
    readonly address: string;
    readonly userName: string;
    readonly password: string;
  };
  readonly violations?: readonly string[];
}
