/** A key as SDP names it (RFC 4568 section 6.1). */
export interface SrtpKey {
  /** 16 bytes of key, then 14 of salt. */
  readonly master: Buffer;
  /** Its identifier as each packet carries it before the tag; empty where it has none. */
  readonly mki: Buffer;
}
