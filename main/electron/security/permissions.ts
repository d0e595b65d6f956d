import type { Session, WebContents } from 'electron';
import { isRecord } from '../../core/schema/record.ts';

/** Who asks for a permission, as Electron tells it. */
export interface PermissionAsk {
  readonly permission: string;
  /** It comes from the main frame of the sound window, and the frame shows our page. */
  readonly fromSound: boolean;
  /** The same of the page of pictures. */
  readonly fromPictures: boolean;
  readonly mediaTypes: readonly string[];
}

/** What a user does with a call opens. */
export interface OpenDevices {
  readonly microphone: boolean;
  readonly camera: boolean;
}

/**
 * Whether a request is granted: the microphone, without a camera, to the sound window while a call is being answered or
 * is up; the choice of a speaker to the same window; the camera, without a microphone, to the page of pictures while the user wants to be seen.
 */
export function grantsRequest(ask: PermissionAsk, may: OpenDevices): boolean {
  if (ask.fromPictures) return ask.permission === 'media' && isOnly(ask.mediaTypes, 'video') && may.camera;
  if (!ask.fromSound) return false;
  if (ask.permission === 'speaker-selection') return true;
  return ask.permission === 'media' && isOnly(ask.mediaTypes, 'audio') && may.microphone;
}

function isOnly(types: readonly string[], wanted: 'audio' | 'video'): boolean {
  return types.length > 0 && types.every((type) => type === wanted);
}

/**
 * Whether a check says yes. For audio it always does to the sound window, and also to the page of pictures, because Chromium names devices only then; the
 * devices themselves still need {@link grantsRequest}.
 */
export function passesCheck(ask: PermissionAsk): boolean {
  // Chromium 108 asks about audio before it names a camera.
  if (ask.fromPictures) return ask.permission === 'media';
  if (!ask.fromSound) return false;
  if (ask.permission === 'speaker-selection' || ask.permission === 'hid') return true;
  return ask.permission === 'media' && ask.mediaTypes.every((type) => type === 'audio' || type === 'unknown');
}

export interface PermissionDeps {
  readonly session: Session;
  isSound(contents: WebContents): boolean;
  isPictures(contents: WebContents): boolean;
  /** Whether that is where our pages come from. */
  isOurs(origin: string): boolean;
  mayOpenMicrophone(): boolean;
  mayOpenCamera(): boolean;
}

/** The page of telephones in the HID Usage Tables. */
const telephony = 0x0b;

/** A device as Electron tells of it; which kind it is it may not know. */
export interface DeviceAsk {
  readonly deviceType: string;
  readonly device: object;
}

/** Whether our pages may have a device: one with the buttons of a telephone, and no other. Which page that is, its own headers say. */
export function grantsDevice({ deviceType, device }: DeviceAsk): boolean {
  const collections: unknown = 'collections' in device ? device.collections : undefined;
  if (deviceType !== 'hid' || !Array.isArray(collections)) return false;
  return collections.some((one: unknown) => isRecord(one) && one.usagePage === telephony);
}

/** Denies every permission but those above, and every device but headsets. */
export function lockPermissions({ session, isSound, isPictures, isOurs, ...devices }: PermissionDeps): void {
  session.setPermissionRequestHandler((contents, permission, decide, details) => {
    const mediaTypes = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const fromSound = details.isMainFrame && isSound(contents);
    const fromPictures = details.isMainFrame && isPictures(contents);
    const may = { microphone: devices.mayOpenMicrophone(), camera: devices.mayOpenCamera() };
    decide(grantsRequest({ permission, fromSound, fromPictures, mediaTypes }, may));
  });
  session.setPermissionCheckHandler((contents, permission, _origin, details) => {
    const mediaTypes = details.mediaType === undefined ? [] : [details.mediaType];
    // Newer Electrons give no contents for checks outside a page.
    const fromSound = details.isMainFrame && contents !== null && isSound(contents);
    const fromPictures = details.isMainFrame && contents !== null && isPictures(contents);
    return passesCheck({ permission, fromSound, fromPictures, mediaTypes });
  });
  session.setDevicePermissionHandler((details) => isOurs(details.origin) && grantsDevice(details));
}
