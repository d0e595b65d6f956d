import { dateOf, type Resource, textOf } from '../resource.ts';

/** Whether somebody can be reached (UCWA reference: contactPresence). */
export interface ContactPresence {
  /** An open list: Online, Busy, DoNotDisturb, BeRightBack, Away, IdleBusy, IdleOnline, Offline. */
  readonly availability: string;
  /** In the application's language, or one of a few words that the client translates. */
  readonly activity: string | null;
  /** An open list: DeskPhone, Mobile, PC, Unknown, Web. */
  readonly deviceType: string | null;
  /** In ms since 1970. */
  readonly lastActive: number | null;
}

/** Null where it does not say. */
export function decodeContactPresence(resource: Resource): ContactPresence | null {
  const availability = textOf(resource, 'availability');
  if (availability === null) return null;
  return {
    availability,
    activity: textOf(resource, 'activity'),
    deviceType: textOf(resource, 'deviceType'),
    lastActive: dateOf(resource, 'lastActive'),
  };
}

/** What somebody says to those who look at them (UCWA reference: contactNote). */
export interface ContactNote {
  readonly message: string;
  readonly isOutOfOffice: boolean;
}

export function decodeContactNote(resource: Resource): ContactNote | null {
  const message = textOf(resource, 'message');
  if (message === null) return null;
  return { message, isOutOfOffice: textOf(resource, 'type')?.toLowerCase() === 'outofoffice' };
}

/** Where somebody says that they are (UCWA reference: contactLocation). */
export function decodeContactLocation(resource: Resource): string | null {
  return textOf(resource, 'location');
}
