/** The server knows the account, and wants no calls for it. */
export const callsRefused = {
  title: 'Your account cannot take calls in this app.',
  help: 'Ask your administrator to turn on calls for it.',
} as const;
