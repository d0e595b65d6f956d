import type { OwnKey } from '../../main/storage/policy/values.ts';
import type { Feature, SettingName, ShortcutAction } from '../../preload/contract/index.ts';

/** What a key is called among policies, and what it does. */
export interface KeyWords {
  readonly title: string;
  readonly text: string;
}

/** Of each key that stands for itself. */
export const ownWords: Readonly<Record<OwnKey, KeyWords>> = {
  discoveryUrl: {
    title: 'Address of discovery',
    text: 'An https address that is asked for the server, in place of names made from the sign-in address.',
  },
  httpDiscovery: {
    title: 'Discovery may begin over http',
    text: 'Discovery never carries credentials over http, and must lead to https. Off: it asks over https alone.',
  },
  trustedDomains: {
    title: 'Trusted domains',
    text: 'Domains that a server may be in besides the sign-in domain; hosts below count too. Users are asked about no other way there.',
  },
  oauthClientId: {
    title: 'OAuth 2.0 client id',
    text: 'The id of Switchhook at your OAuth 2.0 server, in place of the one that the server’s challenge names.',
  },
  mediaRelayOnly: {
    title: 'Voice over the relay alone',
    text: 'No far side learns where the computer is. Calls that reach no relay have no sound.',
  },
  mediaPorts: {
    title: 'Ports for voice',
    text: 'The ports of this computer that voice and pictures may use, at least four, in place of those that the server’s media policies name.',
  },
  mediaEncrypted: {
    title: 'Encrypted voice alone',
    text: 'Voice and pictures in the clear are neither offered nor taken, whatever the server’s media policies let be.',
  },
  mediaNetworks: {
    title: 'Networks for voice',
    text: 'Ranges such as 10.0.0.0/8 or 2001:db8::/32. Voice and pictures use network interfaces with an address in one of them alone.',
  },
  certificateFile: {
    title: 'More certificate authorities',
    text: 'The path of a PEM file with authorities that are trusted besides those of the system.',
  },
  proxy: {
    title: 'Proxy',
    text: 'system, direct, or an address such as http://proxy.contoso.com:8080 (also https, socks4, socks5). Voice goes past it.',
  },
  proxyScript: {
    title: 'Script that names the proxy',
    text: 'The http or https address of a PAC script, which is asked in place of the proxy above.',
  },
  proxyExceptions: {
    title: 'Hosts without the proxy',
    text: 'Such as *.contoso.com, 10.0.0.0/8, or <local> for names without a dot. They are reached past the proxy that is named above.',
  },
  updateServer: {
    title: 'Server of updates',
    text: 'An https address of a folder that is asked for newer versions. Without it nobody is asked.',
  },
  updateKey: {
    title: 'Key of updates',
    text: 'The public key by which your lists of updates are signed, as scripts/sign-updates.ts prints it. Without it no update is taken.',
  },
  updatePublisher: {
    title: 'Publisher of updates',
    text: 'On Windows: the name in the certificate by which packages are signed. Others are not installed.',
  },
  callHook: {
    title: 'A program with each call',
    text: 'A program that is run as calls ring, are answered and end. Disabled: none is run, and users can choose none.',
  },
  logLevel: {
    title: 'Level of the log',
    text: 'Lines of a lower level are not written. Nothing secret is written at any level.',
  },
};

/** Of each feature: true leaves it to the server, false takes it away. */
export const featureWords: Readonly<Record<Feature, KeyWords>> = {
  messages: {
    title: 'Messages',
    text: 'Off: nothing is written to anybody, and the server is told to bring no messages here.',
  },
  meetings: {
    title: 'Meetings',
    text: 'Off: no meeting is joined by its address or begun, and nobody is added to a call. Invitations to meetings still ring.',
  },
  video: {
    title: 'Video',
    text: 'Off: the camera is never opened, and calls are voice alone. Callers with video are answered without it.',
  },
  historyExport: {
    title: 'Export of calls',
    text: 'Off: the list of calls is written to no file.',
  },
  ownPhones: {
    title: 'Calls on the user’s telephone',
    text: 'Off: calls are neither begun nor answered on another telephone of the user, nor go on there.',
  },
};

/** Of settings; one that has none here is called by its name. */
export const settingWords: Readonly<Partial<Record<SettingName, KeyWords>>> = {
  textSize: { title: 'Text size', text: 'In per cent of the usual size.' },
  language: {
    title: 'Language',
    text: 'Of everything that the app says. Dates and numbers stay those of the region.',
  },
  rateCalls: { title: 'Ask how calls sounded', text: 'Only servers that want to know have it asked.' },
  tellEarly: {
    title: 'Whose calls are answered early',
    text: 'Whose calls are answered provisionally while they ring. The far side learns the addresses of the computer by it.',
  },
  ringPrivateLine: {
    title: 'Calls to the private line',
    text: 'Whether they are heard although a rule keeps other calls silent.',
  },
  ringFavourites: {
    title: 'Calls of favourites',
    text: 'Whether calls of people whom the user pinned are heard although a rule keeps other calls silent.',
  },
  ringDoNotDisturb: {
    title: 'Calls while do not disturb is on',
    text: 'What is left of them: all of it, the pop-up without a sound, or what tray and list tell.',
  },
  ringTeamWhileBusy: {
    title: 'Team calls while the user is busy',
    text: 'What is left of them: all of it, the pop-up without a sound, or what tray and list tell.',
  },
  ringVolume: { title: 'Volume of the ring', text: 'In per cent of what the system’s volume makes of it.' },
  alsoRingAfter: {
    title: 'A second device that rings',
    text: 'After how many seconds calls ring on the other device that the user chose.',
  },
  toneOwn: { title: 'Tone of calls for the user', text: 'What they sound like.' },
  toneTeam: { title: 'Tone of team calls', text: 'What calls for a team sound like.' },
  toneDelegate: {
    title: 'Tone of calls as a delegate',
    text: 'What calls for somebody whose delegate the user is sound like.',
  },
  toneForwarded: {
    title: 'Tone of forwarded calls',
    text: 'What calls that somebody forwarded to the user sound like.',
  },
  tonePrivateLine: { title: 'Tone of the private line', text: 'What calls there sound like.' },
  echoCancellation: {
    title: 'Echo',
    text: 'Whether the other side’s own voice is taken out of what the microphone hears.',
  },
  noiseSuppression: { title: 'Noise', text: 'Whether noise is taken out of what the microphone hears.' },
  automaticGain: { title: 'Volume of the voice', text: 'Whether a voice is made as loud from far as from near.' },
  cardScreen: {
    title: 'Screen of the pop-up',
    text: 'The one with the pointer, the main one, or the last to a side.',
  },
  cardCorner: { title: 'Corner of the pop-up', text: 'In which corner of the screen it stands.' },
  cardInCaptures: {
    title: 'The pop-up on a shared screen',
    text: 'Whether who is shown the screen sees it. Windows and macOS can leave it out.',
  },
  namesInNotices: {
    title: 'Names and messages in notifications',
    text: 'Whether the system’s notifications say who calls or writes, and what.',
  },
};

const keysText = 'Such as Control+Shift+F9, in the order Control, Alt, Shift, Meta. Empty: the action has no keys.';

/** Of the actions that global keys can have. */
export const shortcutWords: Readonly<Record<ShortcutAction, KeyWords>> = {
  answer: { title: 'Keys to answer', text: keysText },
  decline: { title: 'Keys to decline', text: keysText },
  mute: { title: 'Keys to mute', text: keysText },
  'hang-up': { title: 'Keys to hang up', text: keysText },
  'show-call': { title: 'Keys to show the call', text: keysText },
};
