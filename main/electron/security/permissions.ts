import type { Session, WebContents } from 'electron';

/** Who asks for a permission, as Electron tells it. */
export interface PermissionAsk {
  readonly permission: string;
  /** It comes from the main frame of the sound window, and the frame shows our page. */
  readonly fromSound: boolean;
  readonly mediaTypes: readonly string[];
}

/**
 * Whether a request is granted: the microphone, without a camera, to the sound window while a call is being answered or
 * is up; the choice of a speaker to the same window.
 */
export function grantsRequest(ask: PermissionAsk, mayOpenMicrophone: boolean): boolean {
  if (!ask.fromSound) return false;
  if (ask.permission === 'speaker-selection') return true;
  const audioOnly = ask.mediaTypes.length > 0 && ask.mediaTypes.every((type) => type === 'audio');
  return ask.permission === 'media' && audioOnly && mayOpenMicrophone;
}

/**
 * Whether a check says yes. For audio it always does to the sound window, because Chromium names devices only then; the
 * microphone itself still needs {@link grantsRequest}.
 */
export function passesCheck(ask: PermissionAsk): boolean {
  if (!ask.fromSound) return false;
  if (ask.permission === 'speaker-selection') return true;
  return ask.permission === 'media' && ask.mediaTypes.every((type) => type === 'audio' || type === 'unknown');
}

export interface PermissionDeps {
  readonly session: Session;
  isSound(contents: WebContents): boolean;
  mayOpenMicrophone(): boolean;
}

/** Denies every permission but those above, and every device. */
export function lockPermissions({ session, isSound, mayOpenMicrophone }: PermissionDeps): void {
  session.setPermissionRequestHandler((contents, permission, decide, details) => {
    const mediaTypes = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const fromSound = details.isMainFrame && isSound(contents);
    decide(grantsRequest({ permission, fromSound, mediaTypes }, mayOpenMicrophone()));
  });
  session.setPermissionCheckHandler((contents, permission, _origin, details) => {
    const mediaTypes = details.mediaType === undefined ? [] : [details.mediaType];
    // Newer Electrons give no contents for checks outside a page.
    const fromSound = details.isMainFrame && contents !== null && isSound(contents);
    return passesCheck({ permission, fromSound, mediaTypes });
  });
  session.setDevicePermissionHandler(() => false);
}
