/** The one user the simulated server knows. */

export interface Account {
  /** Sign-in address, without `sip:`. */
  readonly address: string;
  /** As `DOMAIN\name`. */
  readonly userName: string;
  readonly displayName: string;
  readonly title: string;
  password: string;
  locked: boolean;
  /** What makeMeAvailable refuses this user. */
  refusedModalities: readonly string[];
}

export type PasswordCheck = 'right' | 'wrong' | 'locked';

export const dana = {
  address: 'dana.whitfield@northwind.example',
  userName: 'NORTHWIND\\dana',
  displayName: 'Dana Whitfield',
  title: 'Site manager',
} as const;

/** Takes the user name as `DOMAIN\name` or as the sign-in address, in any case. */
export function checkPassword(account: Account, userName: string, password: string): PasswordCheck {
  const known = [account.address, account.userName].some((name) => name.toLowerCase() === userName.toLowerCase());
  if (!known) return 'wrong';
  if (account.locked) return 'locked';
  return password === account.password ? 'right' : 'wrong';
}
