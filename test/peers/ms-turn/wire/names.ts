/** The numbers of [MS-TURN]: types of messages (2.2.1) and of attributes (2.2.2), and error codes. */

export const messageTypes = {
  allocate: 0x0003,
  allocated: 0x0103,
  allocateRefused: 0x0113,
  send: 0x0004,
  dataIndication: 0x0115,
  setActiveDestination: 0x0006,
  activeDestinationSet: 0x0106,
  activeDestinationRefused: 0x0116,
} as const;

export const attributeTypes = {
  mappedAddress: 0x0001,
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  unknownAttributes: 0x000a,
  lifetime: 0x000d,
  alternateServer: 0x000e,
  magicCookie: 0x000f,
  bandwidth: 0x0010,
  destinationAddress: 0x0011,
  remoteAddress: 0x0012,
  data: 0x0013,
  nonce: 0x0014,
  realm: 0x0015,
  requestedAddressFamily: 0x0017,
  msVersion: 0x8008,
  xorMappedAddress: 0x8020,
  msSequenceNumber: 0x8050,
  multiplexedSessionId: 0x8095,
} as const;

const mandatory = new Set<number>(Object.values(attributeTypes).filter((type) => type < 0x8000));

/** Whether a server that does not know this attribute has to refuse the request with 420. */
export function isUnknownMandatory(type: number): boolean {
  return type < 0x8000 && !mandatory.has(type);
}

/** The value of the Magic Cookie attribute, which begins every message. */
export const magicCookie = 0x72c64bc6;

export const reasons = {
  300: 'Try Alternate',
  400: 'Bad Request',
  401: 'Unauthorized',
  420: 'Unknown Attribute',
  431: 'Integrity Check Failure',
  432: 'Missing Username',
  434: 'Missing Realm',
  435: 'Missing Nonce',
  436: 'Unknown User',
  437: 'No Binding',
  438: 'Stale Nonce',
  440: 'No Destination',
  486: 'Allocation Quota Reached',
  500: 'Server Error',
} as const;

export type ErrorCode = keyof typeof reasons;
