/** The protocol's lists of reasons that a client may give. */

export const declineReasons: readonly string[] = [
  'Local',
  'Global',
  'Unknown',
  'CodecMismatch',
  'EncryptionMismatch',
  'InsufficientBandwidth',
  'InsufficientBandwidthRerouteOverPstn',
  'InvalidMediaOffer',
  'IPv6NotSupported',
  'MediaAllocationFailure',
  'MediaConnectivityFailure',
  'UnsupportedMedia',
];

export const dismissReasons: readonly string[] = [
  'Unknown',
  'MediaAllocationFailure',
  'EncryptionMismatch',
  'IPv6NotSupported',
  'UnsupportedMedia',
  'InvalidMediaOffer',
  'InsufficientBandwidth',
  'Conflict',
];

/** CallTerminationReason. */
export const terminationReasons: readonly string[] = [
  'UserInitiatedAction',
  'Cancel',
  'CodecMismatch',
  'MediaTimeout',
  'MediaConnectivityFailure',
  'InternalFailure',
  'FailedStartAudioStream',
  'InvalidMediaAnswer',
  'UnsupportedMedia',
  'ConversationSuspendedLossNetwork',
  'SharerLeftConference',
  'CallEstablishFailureBothInternal',
  'CallEstablishFailureOneInternalOneExternal',
  'MidCallFailureBothInternal',
  'MidCallFailureOneInternalOneExternal',
  'Unknown',
];
