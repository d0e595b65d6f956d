/** ErrorCode, and of ErrorSubcode what says something of media, as the reference lists them. */
export const errorCodes: readonly string[] = [
  ...['BadRequest', 'Conflict', 'EntityTooLarge', 'ExchangeServiceFailure', 'Forbidden', 'GatewayTimeout', 'Gone'],
  ...['Informational', 'LocalFailure', 'MethodNotAllowed', 'NotAcceptable', 'NotFound', 'PreconditionFailed'],
  ...['PreconditionRequired', 'RemoteFailure', 'ServiceFailure', 'ServiceUnavailable', 'Timeout', 'TooManyRequests'],
  'UnsupportedMediaType',
];

export const mediaSubcodes: readonly string[] = [
  ...['CallTerminated', 'InsufficientBandwidth', 'InvalidMediaDescription', 'IPv6NotSupported', 'None'],
  ...['MediaEncryptionMismatch', 'MediaEncryptionNotSupported', 'MediaEncryptionRequired', 'MediaFailure'],
  ...['MediaFallback', 'MediaNegotiationFailure', 'MediaNegotiationTimeOut', 'UnsupportedMediaType'],
];
