/** Where a connection is to end, past any proxy. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}
