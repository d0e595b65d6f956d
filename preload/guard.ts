import {
  type Command,
  type DevicePurpose,
  type DeviceView,
  type Levels,
  type MediaReport,
  type MicrophoneOutcome,
  type ProxyEntry,
  type SettingsCommand,
  type SignInRequest,
  settingNames,
  settingValues,
  type WindowReport,
} from './contract/index.ts';
import { cutText, type Fields, fieldsOf, flag, identifier, list, nested, numberWithin, oneOf, text } from './fields.ts';

const shortText = 512;
/** An SDP longer than this is no offer or answer of ours. */
const sdpLimit = 64 * 1024;
/** A sound server may offer a device for each of its streams. */
const deviceLimit = 512;
const labelLimit = 256;
/** CSS pixels; taller than any screen. */
const heightLimit = 20_000;

const purposes: readonly DevicePurpose[] = ['ring', 'microphone', 'speaker'];
const outcomes: readonly MicrophoneOutcome[] = ['opened', 'missing', 'denied', 'failed'];

/** Reads a command out of what a renderer sent; null for anything else. Unknown fields are left behind. */
export function parseCommand(value: unknown): Command | null {
  const fields = fieldsOf(value);
  const type = fields && text(fields, 'type', 32);
  if (!fields || type === null) return null;
  switch (type) {
    case 'answer':
    case 'decline':
    case 'silence':
    case 'hang-up':
    case 'dismiss': {
      const callId = identifier(fields, 'callId');
      return callId === null ? null : { type, callId };
    }
    case 'mute': {
      const callId = identifier(fields, 'callId');
      const muted = flag(fields, 'muted');
      return callId === null || muted === null ? null : { type, callId, muted };
    }
    case 'sign-in': {
      const form = nested(fields, 'request');
      const request = form && signInRequest(form);
      return request ? { type, request } : null;
    }
    case 'trust-domain': {
      const domain = text(fields, 'domain', shortText);
      const trusted = flag(fields, 'trusted');
      return domain === null || trusted === null ? null : { type, domain, trusted };
    }
    case 'choose-device': {
      const purpose = oneOf(fields, 'purpose', purposes);
      const deviceId = text(fields, 'deviceId', shortText);
      return purpose === null || deviceId === null ? null : { type, purpose, deviceId };
    }
    case 'choose-setting':
      return settingChoice(fields);
    case 'cancel-sign-in':
    case 'sign-out':
    case 'reconnect':
    case 'unlock-keychain':
    case 'see-history':
    case 'ring-test':
    case 'check-again':
    case 'copy-report':
    case 'export-diagnostics':
      return { type };
    default:
      return null;
  }
}

function settingChoice(fields: Fields): SettingsCommand | null {
  const setting = oneOf(fields, 'setting', settingNames);
  if (setting === null) return null;
  const value = oneOf<string | number | boolean>(fields, 'value', settingValues[setting]);
  // The table has for each setting the values of its type.
  return value === null ? null : ({ type: 'choose-setting', setting, value } as SettingsCommand);
}

function signInRequest(form: Fields): SignInRequest | null {
  const address = text(form, 'address', shortText);
  const userName = text(form, 'userName', shortText);
  const password = text(form, 'password', shortText);
  const keep = flag(form, 'keep');
  const server = text(form, 'server', shortText);
  if (address === null || userName === null || password === null || keep === null || server === null) return null;
  const known = { address, userName, password, keep, server };
  if (form.proxy === undefined) return known;
  const proxy = proxyEntry(form.proxy);
  return proxy === null ? null : { ...known, proxy };
}

function proxyEntry(value: unknown): ProxyEntry | null {
  const entry = fieldsOf(value);
  const userName = entry === null ? null : text(entry, 'userName', shortText);
  const password = entry === null ? null : text(entry, 'password', shortText);
  return userName === null || password === null ? null : { userName, password };
}

/** Reads what a window tells about itself; null for anything else. */
export function parseWindowReport(value: unknown): WindowReport | null {
  const fields = fieldsOf(value);
  if (!fields) return null;
  switch (text(fields, 'type', 32)) {
    case 'drawn': {
      const height = numberWithin(fields, 'height', 0, heightLimit);
      if (height === null) return null;
      if (fields.callId === null) return { type: 'drawn', callId: null, height };
      const callId = identifier(fields, 'callId');
      return callId === null ? null : { type: 'drawn', callId, height };
    }
    case 'answered': {
      const yes = flag(fields, 'yes');
      return yes === null ? null : { type: 'answered', yes };
    }
    default:
      return null;
  }
}

/** Reads what the main window tells about sound; null for anything else. */
export function parseMediaReport(value: unknown): MediaReport | null {
  const fields = fieldsOf(value);
  const type = fields && text(fields, 'type', 32);
  if (!fields || type === null) return null;
  if (type === 'levels') return levelsReport(fields);
  if (type === 'devices') return devicesReport(fields);
  const callId = identifier(fields, 'callId');
  return callId === null ? null : legReport(fields, type, callId);
}

function legReport(fields: Fields, type: string, callId: string): MediaReport | null {
  switch (type) {
    case 'leg-answer': {
      const sdp = text(fields, 'sdp', sdpLimit);
      return sdp === null ? null : { type, callId, sdp };
    }
    case 'leg-failed': {
      const message = text(fields, 'message', shortText);
      return message === null ? null : { type, callId, message };
    }
    case 'microphone': {
      const outcome = oneOf(fields, 'outcome', outcomes);
      return outcome === null ? null : { type, callId, outcome };
    }
    case 'ring-tone': {
      const playing = flag(fields, 'playing');
      return playing === null ? null : { type, callId, playing };
    }
    default:
      return null;
  }
}

function levelsReport(fields: Fields): MediaReport | null {
  const form = nested(fields, 'levels');
  const levels = form && levelsOf(form);
  return levels ? { type: 'levels', levels } : null;
}

function levelsOf(form: Fields): Levels | null {
  const callId = identifier(form, 'callId');
  const microphone = numberWithin(form, 'microphone', 0, 1);
  const speaker = numberWithin(form, 'speaker', 0, 1);
  return callId === null || microphone === null || speaker === null ? null : { callId, microphone, speaker };
}

function devicesReport(fields: Fields): MediaReport | null {
  const inputs = list(fields, 'inputs', deviceLimit, device);
  const outputs = list(fields, 'outputs', deviceLimit, device);
  return inputs === null || outputs === null ? null : { type: 'devices', inputs, outputs };
}

function device(value: unknown): DeviceView | null {
  const fields = fieldsOf(value);
  const id = fields && text(fields, 'id', shortText);
  const label = fields && cutText(fields, 'label', labelLimit);
  return id === null || label === null ? null : { id, label };
}
