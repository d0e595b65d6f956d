import type {
  AnyWindow,
  Command,
  HeadsetReport,
  MediaReport,
  PictureReport,
  Query,
  WindowReport,
} from '../../../../preload/contract/index.ts';

interface Typed {
  readonly type: string;
}

interface Sample<Message extends Typed> {
  /** Whose pages draw something that says it. */
  readonly windows: readonly AnyWindow[];
  readonly takes: readonly [Message, ...Message[]];
  /** What it may not say besides its type. Where it says nothing besides, nothing of it can be wrong. */
  readonly refuses: Exclude<keyof Message, 'type'> extends never ? readonly [] : readonly [object, ...object[]];
}

/** A row for each type of message: one that is new does not compile without. */
export type Samples<Message extends Typed> = {
  readonly [Type in Message['type']]: Sample<Extract<Message, { readonly type: Type }>>;
};

const noThreads = [{}, { threadId: '' }, { threadId: 7 }, { threadId: 'x'.repeat(257) }] as const;
const longText = 'x'.repeat(8_001);
const tooLong = 'x'.repeat(513);
/** No list of ids, or a longer one than is looked at. */
const notIds = [[''], [7], Array(101).fill('a'), Array(100_000).fill('a'), 'a'];
const noCalls = [{}, { callId: '' }, { callId: 7 }, { callId: 'x'.repeat(257) }] as const;
const noShortcuts = [{}, { action: 'quit' }, { action: 7 }, { action: ['answer'] }] as const;
const list = { filter: 'all', text: '' } as const;
const noLists = [null, 'all', {}, { filter: 'all' }, { ...list, filter: 'x' }, { ...list, text: 'x'.repeat(257) }];
const request = { address: 'dana@contoso.com', userName: '', password: 'pw', keep: true, server: '' };
const device = { id: 'default', label: 'Headset' };

export const commandSamples: Samples<Command> = {
  answer: { windows: ['ring'], takes: [{ type: 'answer', callId: 'c1' }], refuses: noCalls },
  'hang-up-and-answer': { windows: ['ring'], takes: [{ type: 'hang-up-and-answer', callId: 'c1' }], refuses: noCalls },
  decline: { windows: ['ring'], takes: [{ type: 'decline', callId: 'c1' }], refuses: noCalls },
  'decline-here': { windows: ['ring'], takes: [{ type: 'decline-here', callId: 'c1' }], refuses: noCalls },
  silence: { windows: ['ring'], takes: [{ type: 'silence', callId: 'c1' }], refuses: noCalls },
  mute: {
    windows: ['call'],
    takes: [
      { type: 'mute', callId: 'c1', muted: false },
      { type: 'mute', callId: 'c1', muted: true },
    ],
    refuses: [{ callId: 'c1' }, { callId: 'c1', muted: 1 }, { callId: '', muted: true }],
  },
  'send-tones': {
    windows: ['call'],
    takes: [
      { type: 'send-tones', callId: 'c1', tones: ['5'] },
      { type: 'send-tones', callId: 'c1', tones: Array<'#'>(32).fill('#') },
    ],
    refuses: [
      { callId: 'c1' },
      { callId: 'c1', tones: [] },
      { callId: 'c1', tones: '5' },
      { callId: 'c1', tones: ['5', 5] },
      { callId: 'c1', tones: ['12'] },
      { callId: 'c1', tones: Array(33).fill('5') },
      { callId: '', tones: ['5'] },
    ],
  },
  hold: { windows: ['call'], takes: [{ type: 'hold', callId: 'c1' }], refuses: noCalls },
  resume: { windows: ['call'], takes: [{ type: 'resume', callId: 'c1' }], refuses: noCalls },
  'hang-up': { windows: ['call'], takes: [{ type: 'hang-up', callId: 'c1' }], refuses: noCalls },
  call: {
    windows: ['main', 'call'],
    takes: [
      { type: 'call', to: '+46 8 5550 1234' },
      { type: 'call', to: 'ana@contoso.com', onBehalfOf: 'd1' },
      { type: 'call', to: 'x'.repeat(256), subject: 'x'.repeat(250) },
      { type: 'call', to: 'ana@contoso.com', video: true },
    ],
    refuses: [
      {},
      ...[{ to: 7 }, { to: 'x'.repeat(257) }, { to: '112', onBehalfOf: '' }, { to: '112', onBehalfOf: null }],
      ...[7, null, 'x'.repeat(251)].map((subject) => ({ to: '4711', subject })),
      ...[false, 'true', 1].map((video) => ({ to: '4711', video })),
    ],
  },
  'call-voicemail': { windows: ['main'], takes: [{ type: 'call-voicemail' }], refuses: [] },
  'join-meeting': {
    windows: ['main'],
    takes: [
      { type: 'join-meeting', address: 'https://meet.contoso.com/bao/ABC123' },
      { type: 'join-meeting', address: 'x'.repeat(1_024) },
    ],
    refuses: [{}, { address: 7 }, { address: 'x'.repeat(1_025) }],
  },
  'start-meeting': {
    windows: ['main'],
    takes: [
      { type: 'start-meeting', about: '' },
      { type: 'start-meeting', about: 'x'.repeat(250) },
      { type: 'start-meeting', about: '', access: 'organizer', leaders: 'everyone' },
      { type: 'start-meeting', about: '', announce: true, phonesPass: false },
    ],
    refuses: [
      {},
      ...[{ about: null }, { about: 'x'.repeat(251) }],
      ...[
        { about: '', access: 'Locked' },
        { about: '', leaders: 7 },
        { about: '', announce: 'Enabled' },
      ],
    ],
  },
  'look-at-meetings': { windows: ['main'], takes: [{ type: 'look-at-meetings' }], refuses: [] },
  'join-again': { windows: ['call'], takes: [{ type: 'join-again', callId: 'c1' }], refuses: noCalls },
  'join-sound': { windows: ['call'], takes: [{ type: 'join-sound', callId: 'c1' }], refuses: noCalls },
  'make-meeting': { windows: ['call'], takes: [{ type: 'make-meeting', callId: 'c1' }], refuses: noCalls },
  'add-person': {
    windows: ['call'],
    takes: [{ type: 'add-person', callId: 'c1', to: 'priya@contoso.com' }],
    refuses: [{}, { callId: 'c1' }, { callId: 'c1', to: 7 }, { callId: 'c1', to: 'x'.repeat(257) }, { to: '1' }],
  },
  'cancel-adding': {
    windows: ['call'],
    takes: [{ type: 'cancel-adding', callId: 'c1', addedId: 'a1' }],
    refuses: [{}, { callId: 'c1' }, { callId: 'c1', addedId: 7 }, { callId: 'c1', addedId: '' }],
  },
  moderate: {
    windows: ['call'],
    takes: [
      { type: 'moderate', callId: 'c1', personId: '1', action: 'admit' },
      { type: 'moderate', callId: 'c1', personId: '1', action: 'unmute' },
    ],
    refuses: [
      { callId: 'c1', personId: '1' },
      { callId: 'c1', personId: '1', action: 'ban' },
      { callId: 'c1', personId: '', action: 'admit' },
      { callId: 'c1', personId: 1, action: 'admit' },
    ],
  },
  'admit-all': { windows: ['call'], takes: [{ type: 'admit-all', callId: 'c1' }], refuses: noCalls },
  'mute-all': { windows: ['call'], takes: [{ type: 'mute-all', callId: 'c1' }], refuses: noCalls },
  'keep-muted': {
    windows: ['call'],
    takes: [
      { type: 'keep-muted', callId: 'c1', muted: true },
      { type: 'keep-muted', callId: 'c1', muted: false },
    ],
    refuses: [...noCalls, { callId: 'c1' }, { callId: 'c1', muted: 'yes' }, { muted: true }],
  },
  'end-meeting': { windows: ['call'], takes: [{ type: 'end-meeting', callId: 'c1' }], refuses: noCalls },
  'call-emergency': {
    windows: ['main', 'call'],
    takes: [{ type: 'call-emergency', to: '112' }],
    refuses: [{}, { to: 112 }, { to: 'x'.repeat(257) }],
  },
  'call-back': { windows: ['call'], takes: [{ type: 'call-back', callId: 'c1' }], refuses: noCalls },
  'answer-by-phone': { windows: ['ring'], takes: [{ type: 'answer-by-phone', callId: 'c1' }], refuses: noCalls },
  'call-by-phone': {
    windows: ['main', 'call'],
    takes: [
      { type: 'call-by-phone', to: '+46 8 5550 1234' },
      { type: 'call-by-phone', to: 'ana@contoso.com', onBehalfOf: 'd1', subject: 'Order 48213' },
    ],
    refuses: [
      {},
      ...[{ to: 7 }, { to: 'x'.repeat(257) }, { to: '112', onBehalfOf: '' }, { to: '112', onBehalfOf: null }],
      { to: '4711', subject: 'x'.repeat(251) },
    ],
  },
  'choose-own-phone': {
    windows: ['main'],
    takes: [
      { type: 'choose-own-phone', phoneId: 'tel:+46855501234' },
      { type: 'choose-own-phone', phoneId: null },
    ],
    refuses: [{}, { phoneId: 7 }, { phoneId: tooLong }],
  },
  'set-presence': {
    windows: ['main'],
    takes: [
      { type: 'set-presence', presence: 'do-not-disturb' },
      { type: 'set-presence', presence: null },
    ],
    refuses: [{}, { presence: 'Online' }, { presence: 7 }],
  },
  'silence-rings': {
    windows: ['main'],
    takes: [
      { type: 'silence-rings', span: '30-minutes' },
      { type: 'silence-rings', span: '1-hour' },
      { type: 'silence-rings', span: 'until-tomorrow' },
    ],
    refuses: [{}, { span: 'for-ever' }, { span: 30 }, { span: '' }],
  },
  'ring-again': { windows: ['main'], takes: [{ type: 'ring-again' }], refuses: [] },
  'play-tone': {
    windows: ['main'],
    takes: [
      { type: 'play-tone', setting: 'toneOwn' },
      { type: 'play-tone', setting: 'tonePrivateLine' },
    ],
    refuses: [{}, { setting: 'ringVolume' }, { setting: 'ring' }, { setting: 7 }],
  },
  'stop-tone': { windows: ['main'], takes: [{ type: 'stop-tone' }], refuses: [] },
  'set-note': {
    windows: ['main'],
    takes: [
      { type: 'set-note', text: 'In Gothenburg until Friday' },
      { type: 'set-note', text: '' },
    ],
    refuses: [{}, { text: 7 }, { text: 'x'.repeat(501) }],
  },
  'set-location': {
    windows: ['main'],
    takes: [{ type: 'set-location', text: 'Gothenburg, 3B' }],
    refuses: [{}, { text: null }, { text: 'x'.repeat(61) }],
  },
  'ring-here': { windows: ['main'], takes: [{ type: 'ring-here' }], refuses: [] },
  'turn-off-forwarding': { windows: ['main'], takes: [{ type: 'turn-off-forwarding' }], refuses: [] },
  'forward-calls': {
    windows: ['main'],
    takes: [{ type: 'forward-calls', to: 'voicemail' }],
    refuses: [{}, { to: 7 }, { to: 'x'.repeat(257) }],
  },
  'ring-others-too': {
    windows: ['main'],
    takes: [{ type: 'ring-others-too', to: 'team', afterS: 0 }],
    refuses: [{ to: 'team' }, { to: 'team', afterS: 60 }, { to: 'team', afterS: '5' }, { afterS: 5 }],
  },
  'forward-unanswered': {
    windows: ['main'],
    takes: [{ type: 'forward-unanswered', to: 'voicemail', afterS: 60 }],
    refuses: [{ to: 'voicemail' }, { to: 'voicemail', afterS: 0 }, { to: 'voicemail', afterS: 7 }, { afterS: 5 }],
  },
  'forward-when': {
    windows: ['main'],
    takes: [{ type: 'forward-when', period: 'work-hours' }],
    refuses: [{}, { period: 'never' }],
  },
  'forward-while-away': {
    windows: ['main'],
    takes: [
      { type: 'forward-while-away', to: 'voicemail' },
      { type: 'forward-while-away', to: null },
    ],
    refuses: [{}, { to: 7 }, { to: 'x'.repeat(257) }],
  },
  'read-forwarding': { windows: ['main'], takes: [{ type: 'read-forwarding' }], refuses: [] },
  'change-phone-number': {
    windows: ['main'],
    takes: [
      { type: 'change-phone-number', kind: 'mobile', number: '+46 70 174 06 35' },
      { type: 'change-phone-number', kind: 'home', number: null },
    ],
    refuses: [
      { kind: 'mobile' },
      { number: '4711' },
      { kind: 'fax', number: '4711' },
      { kind: 'mobile', number: 7 },
      { kind: 'mobile', number: 'x'.repeat(81) },
    ],
  },
  'join-by-phone': { windows: ['call'], takes: [{ type: 'join-by-phone', callId: 'c1' }], refuses: noCalls },
  'go-on-by-phone': { windows: ['call'], takes: [{ type: 'go-on-by-phone', callId: 'c1' }], refuses: noCalls },
  'stay-here': { windows: ['call'], takes: [{ type: 'stay-here', callId: 'c1' }], refuses: noCalls },
  'answer-with-video': { windows: ['ring'], takes: [{ type: 'answer-with-video', callId: 'c1' }], refuses: noCalls },
  'preview-video': { windows: ['call'], takes: [{ type: 'preview-video', callId: 'c1' }], refuses: noCalls },
  'cancel-preview': { windows: ['call'], takes: [{ type: 'cancel-preview', callId: 'c1' }], refuses: noCalls },
  'start-video': { windows: ['call'], takes: [{ type: 'start-video', callId: 'c1' }], refuses: noCalls },
  'show-video': { windows: ['call'], takes: [{ type: 'show-video', callId: 'c1' }], refuses: noCalls },
  'stop-video': { windows: ['call'], takes: [{ type: 'stop-video', callId: 'c1' }], refuses: noCalls },
  dismiss: { windows: ['call'], takes: [{ type: 'dismiss', callId: 'c1' }], refuses: noCalls },
  'send-message': {
    windows: ['main'],
    takes: [{ type: 'send-message', threadId: 't1', text: 'Hello' }],
    refuses: [{ threadId: 't1' }, { text: 'x' }, { threadId: 't1', text: longText }, { threadId: '', text: 'x' }],
  },
  'send-again': {
    windows: ['main'],
    takes: [{ type: 'send-again', threadId: 't1', messageId: 'm1' }],
    refuses: [{ threadId: 't1' }, { messageId: 'm1' }, { threadId: 't1', messageId: '' }],
  },
  'reply-with-message': {
    windows: ['ring'],
    takes: [{ type: 'reply-with-message', callId: 'c1', text: 'In a meeting' }],
    refuses: [{ callId: 'c1' }, { callId: '', text: 'x' }, { callId: 'c1', text: 7 }, { callId: 'c1', text: longText }],
  },
  'keep-reply': {
    windows: ['ring'],
    takes: [{ type: 'keep-reply', callId: 'c1', text: 'In a meeting' }],
    refuses: [{ callId: 'c1' }, { callId: '', text: 'x' }, { callId: 'c1', text: 7 }, { callId: 'c1', text: longText }],
  },
  'look-at-thread': {
    windows: ['main'],
    takes: [
      { type: 'look-at-thread', threadId: 't1' },
      { type: 'look-at-thread', threadId: null },
    ],
    refuses: noThreads,
  },
  'open-thread': {
    windows: ['main', 'call'],
    takes: [{ type: 'open-thread', to: 'ana@contoso.com' }],
    refuses: [{}, { to: 7 }, { to: 'x'.repeat(513) }],
  },
  'write-to-caller': { windows: ['call'], takes: [{ type: 'write-to-caller', callId: 'c1' }], refuses: noCalls },
  'show-thread': { windows: ['main'], takes: [{ type: 'show-thread', threadId: 't1' }], refuses: noThreads },
  'put-off-thread': {
    windows: ['main'],
    takes: [{ type: 'put-off-thread', threadId: 't1' }],
    refuses: noThreads,
  },
  'leave-thread': { windows: ['main'], takes: [{ type: 'leave-thread', threadId: 't1' }], refuses: noThreads },
  'keep-draft': {
    windows: ['main'],
    takes: [{ type: 'keep-draft', threadId: 't1', text: '' }],
    refuses: [{ threadId: 't1' }, { threadId: '', text: '' }, { threadId: 't1', text: longText }],
  },
  'type-message': { windows: ['main'], takes: [{ type: 'type-message', threadId: 't1' }], refuses: noThreads },
  'open-link': {
    windows: ['main'],
    takes: [{ type: 'open-link', threadId: 't1', messageId: 'm1', url: 'https://northwind.example/' }],
    refuses: [
      { threadId: 't1', messageId: 'm1' },
      { threadId: 't1', messageId: '', url: 'https://northwind.example/' },
      { threadId: 't1', messageId: 'm1', url: 'x'.repeat(2_001) },
    ],
  },
  'choose-device': {
    windows: ['main', 'call'],
    takes: [
      { type: 'choose-device', purpose: 'ring', deviceId: '' },
      { type: 'choose-device', purpose: 'ring-too', deviceId: 'x' },
      { type: 'choose-device', purpose: 'speaker', deviceId: 'x' },
      { type: 'choose-device', purpose: 'microphone', deviceId: 'x' },
    ],
    refuses: [{ purpose: 'screen', deviceId: '' }, { purpose: 'ring' }, { purpose: 'ring', deviceId: tooLong }],
  },
  'choose-setting': {
    windows: ['main'],
    takes: [
      { type: 'choose-setting', setting: 'textSize', value: 175 },
      { type: 'choose-setting', setting: 'rateCalls', value: 'never' },
      { type: 'choose-setting', setting: 'language', value: 'ja' },
    ],
    refuses: [
      { setting: 'textSize' },
      { setting: 'textSize', value: '150' },
      { setting: 'textSize', value: 101 },
      { setting: 'language', value: 'tlh' },
      { setting: 'toString', value: 100 },
      { value: 100 },
    ],
  },
  'record-shortcut': {
    windows: ['main'],
    takes: [{ type: 'record-shortcut', action: 'answer' }],
    refuses: noShortcuts,
  },
  'set-shortcut': {
    windows: ['main'],
    takes: [{ type: 'set-shortcut', action: 'hang-up', keys: 'Control+Shift+F9' }],
    refuses: [
      ...noShortcuts,
      { action: 'answer' },
      { action: 'answer', keys: 7 },
      { action: 'answer', keys: 'x'.repeat(65) },
    ],
  },
  'remove-shortcut': {
    windows: ['main'],
    takes: [{ type: 'remove-shortcut', action: 'show-call' }],
    refuses: noShortcuts,
  },
  'stop-recording': { windows: ['main'], takes: [{ type: 'stop-recording' }], refuses: [] },
  'reset-shortcuts': { windows: ['main'], takes: [{ type: 'reset-shortcuts' }], refuses: [] },
  'choose-hook': { windows: ['main'], takes: [{ type: 'choose-hook' }], refuses: [] },
  'forget-hook': { windows: ['main'], takes: [{ type: 'forget-hook' }], refuses: [] },
  'sign-in': {
    windows: ['main'],
    takes: [
      { type: 'sign-in', request },
      { type: 'sign-in', request: { ...request, proxy: { userName: 'dana', password: 'secret' } } },
    ],
    refuses: [
      {},
      request,
      { request: [request] },
      { request: { ...request, keep: 'yes' } },
      ...(['address', 'userName', 'password', 'server'] as const).map((field) => ({
        request: { ...request, [field]: tooLong },
      })),
      { request: { ...request, proxy: { userName: tooLong, password: '' } } },
    ],
  },
  'cancel-sign-in': { windows: ['main'], takes: [{ type: 'cancel-sign-in' }], refuses: [] },
  'trust-domain': {
    windows: ['main'],
    takes: [{ type: 'trust-domain', domain: 'fabrikam.com', trusted: true }],
    refuses: [
      { domain: 'fabrikam.com' },
      { domain: 'fabrikam.com', trusted: 'yes' },
      { domain: tooLong, trusted: true },
    ],
  },
  'sign-out': { windows: ['main'], takes: [{ type: 'sign-out' }], refuses: [] },
  reconnect: { windows: ['main'], takes: [{ type: 'reconnect' }], refuses: [] },
  'unlock-keychain': { windows: ['main'], takes: [{ type: 'unlock-keychain' }], refuses: [] },
  'see-history': { windows: ['main'], takes: [{ type: 'see-history' }], refuses: [] },
  'delete-row': {
    windows: ['main'],
    takes: [
      { type: 'delete-row', callId: 'c1', list: { filter: 'all', text: '' } },
      { type: 'delete-row', callId: 'c1', list: { filter: 'missed', text: 'x'.repeat(256) } },
    ],
    refuses: [{}, { callId: 'c1' }, { callId: '', list }, ...noLists.map((wrong) => ({ callId: 'c1', list: wrong }))],
  },
  'restore-row': { windows: ['main'], takes: [{ type: 'restore-row' }], refuses: [] },
  'clear-history': { windows: ['main'], takes: [{ type: 'clear-history' }], refuses: [] },
  'export-history': {
    windows: ['main'],
    takes: [{ type: 'export-history', list: { filter: 'outgoing', text: 'ana' } }],
    refuses: [{}, ...noLists.map((wrong) => ({ list: wrong }))],
  },
  'open-guide': { windows: ['main'], takes: [{ type: 'open-guide' }], refuses: [] },
  'close-guide': { windows: ['main'], takes: [{ type: 'close-guide' }], refuses: [] },
  'ring-test': { windows: ['main'], takes: [{ type: 'ring-test' }], refuses: [] },
  'start-with-system': {
    windows: ['main'],
    takes: [
      { type: 'start-with-system', on: true },
      { type: 'start-with-system', on: false },
    ],
    refuses: [{}, { on: 1 }, { on: null }],
  },
  'check-for-updates': { windows: ['main'], takes: [{ type: 'check-for-updates' }], refuses: [] },
  'restart-to-update': { windows: ['main'], takes: [{ type: 'restart-to-update' }], refuses: [] },
  'check-again': { windows: ['main'], takes: [{ type: 'check-again' }], refuses: [] },
  'copy-report': { windows: ['main'], takes: [{ type: 'copy-report' }], refuses: [] },
  'export-diagnostics': { windows: ['main'], takes: [{ type: 'export-diagnostics' }], refuses: [] },
  'test-call': { windows: ['main'], takes: [{ type: 'test-call' }], refuses: [] },
  'stop-test-call': { windows: ['main'], takes: [{ type: 'stop-test-call' }], refuses: [] },
  'rate-call': {
    windows: ['call'],
    takes: [
      { type: 'rate-call', callId: 'c1', stars: 1 },
      { type: 'rate-call', callId: 'c1', stars: 5 },
    ],
    refuses: [...noCalls, ...[0, 6, 2.5, '3', null].map((stars) => ({ callId: 'c1', stars })), { stars: 3 }],
  },
  'search-directory': {
    windows: ['main', 'call'],
    takes: [
      { type: 'search-directory', text: '' },
      { type: 'search-directory', text: 'x'.repeat(256) },
    ],
    refuses: [{}, { text: 7 }, { text: 'x'.repeat(257) }],
  },
  'look-at-faces': {
    windows: ['main'],
    takes: [
      { type: 'look-at-faces', callIds: [] },
      { type: 'look-at-faces', callIds: Array(100).fill('c1') },
    ],
    refuses: [{}, ...notIds.map((callIds) => ({ callIds }))],
  },
  'look-at-people': {
    windows: ['main'],
    takes: [
      { type: 'look-at-people', personIds: [], closely: null },
      { type: 'look-at-people', personIds: Array(100).fill('ana@contoso.com'), closely: 'ana@contoso.com' },
    ],
    refuses: [
      { personIds: [] },
      { closely: null },
      ...notIds.map((personIds) => ({
        personIds,
        closely: null,
      })),
      ...['', 7, 'x'.repeat(257)].map((closely) => ({ personIds: [], closely })),
    ],
  },
  'read-contacts-again': { windows: ['main'], takes: [{ type: 'read-contacts-again' }], refuses: [] },
  'change-contact': {
    windows: ['main'],
    takes: [
      { type: 'change-contact', personId: 'ana@contoso.com', action: 'add-favourite' },
      { type: 'change-contact', personId: 'ana@contoso.com', action: 'remove-contact' },
    ],
    refuses: [
      { personId: 'ana@contoso.com' },
      { personId: 'ana@contoso.com', action: 'block' },
      { personId: '', action: 'add-contact' },
    ],
  },
};

const rows = { filter: 'all', text: '', from: 0, count: 50, places: [] } as const;

const people = { tab: 'everyone', text: '', from: 0, count: 50, places: [] } as const;

export const querySamples: Samples<Query> = {
  'history-rows': {
    windows: ['main'],
    takes: [
      { type: 'history-rows', ...rows },
      {
        type: 'history-rows',
        filter: 'missed',
        text: 'ana',
        from: 9_900,
        count: 100,
        places: ['c1', 'c2', 'c3', 'c4'],
      },
    ],
    refuses: [
      { ...rows, filter: 'answered' },
      ...[7, null, 'x'.repeat(257)].map((text) => ({ ...rows, text })),
      ...[-1, 0.5, 1_000_001, Number.NaN].map((from) => ({ ...rows, from })),
      ...[0, 1.5, 101, Number.POSITIVE_INFINITY].map((count) => ({ ...rows, count })),
      ...[[''], [7], Array(5).fill('c1'), Array(100_000).fill('c1'), 'c1'].map((places) => ({ ...rows, places })),
    ],
  },
  'past-call': { windows: ['main'], takes: [{ type: 'past-call', callId: 'c1' }], refuses: noCalls },
  thread: {
    windows: ['main'],
    takes: [
      { type: 'thread', threadId: 't1', count: 50, before: null },
      { type: 'thread', threadId: 't1', count: 50, before: 'm1' },
    ],
    refuses: [
      { threadId: 't1', count: 1, before: '' },
      { threadId: 't1', count: 1, before: 7 },
      { threadId: 't1', before: null },
      { threadId: 't1', count: 0, before: null },
      { threadId: 't1', count: 101, before: null },
      { threadId: '', count: 1, before: null },
    ],
  },
  'unseen-calls': { windows: ['main'], takes: [{ type: 'unseen-calls' }], refuses: [] },
  'people-rows': {
    windows: ['main'],
    takes: [
      { type: 'people-rows', ...people },
      { type: 'people-rows', tab: 'delegates', text: 'x'.repeat(256), from: 9_900, count: 100, places: ['0:ana'] },
    ],
    refuses: [
      { ...people, tab: 'all' },
      ...[undefined, 7, 'x'.repeat(257)].map((text) => ({ ...people, text })),
      ...[-1, 0.5, 1_000_001, Number.NaN].map((from) => ({ ...people, from })),
      ...[0, 1.5, 101, Number.POSITIVE_INFINITY].map((count) => ({ ...people, count })),
      ...[[''], [7], Array(5).fill('c1'), Array(100_000).fill('c1'), 'c1'].map((places) => ({ ...people, places })),
    ],
  },
  'people-search': {
    windows: ['main', 'call'],
    takes: [
      { type: 'people-search', text: '', limit: 1 },
      { type: 'people-search', text: 'x'.repeat(256), limit: 20 },
    ],
    refuses: [
      { limit: 6 },
      { text: 'ana' },
      { text: 'x'.repeat(257), limit: 6 },
      ...[0, 1.5, 21, '6'].map((limit) => ({ text: 'ana', limit })),
    ],
  },
  person: {
    windows: ['main'],
    takes: [{ type: 'person', personId: 'ana@contoso.com' }],
    refuses: [{}, { personId: '' }, { personId: 7 }, { personId: 'x'.repeat(257) }],
  },
  faces: {
    windows: ['main'],
    takes: [
      { type: 'faces', callIds: [] },
      { type: 'faces', callIds: Array(100).fill('c1') },
    ],
    refuses: [{}, ...notIds.map((callIds) => ({ callIds }))],
  },
  'sound-now': { windows: ['call'], takes: [{ type: 'sound-now', callId: 'c1' }], refuses: noCalls },
  'recent-parties': {
    windows: ['main', 'call'],
    takes: [
      { type: 'recent-parties', text: '' },
      { type: 'recent-parties', text: 'x'.repeat(256) },
    ],
    refuses: [{}, { text: 7 }, { text: 'x'.repeat(257) }],
  },
};

export const windowReportSamples: Samples<WindowReport> = {
  drawn: {
    windows: ['main', 'ring', 'call', 'quit'],
    takes: [
      { type: 'drawn', callId: null, height: 0 },
      { type: 'drawn', callId: 'c1', height: 311.5 },
      { type: 'drawn', callId: 'c1', height: 20_000 },
    ],
    refuses: [{ height: 0 }, { callId: '', height: 0 }, { callId: null, height: -1 }, { callId: null, height: 20_001 }],
  },
  answered: { windows: ['quit'], takes: [{ type: 'answered', yes: true }], refuses: [{}, { yes: 'yes' }] },
  'shows-devices': {
    windows: ['main'],
    takes: [{ type: 'shows-devices', shown: false }],
    refuses: [{}, { shown: 1 }],
  },
  'side-pane': {
    windows: ['call'],
    takes: [
      { type: 'side-pane', open: true },
      { type: 'side-pane', open: false },
    ],
    refuses: [{}, { open: 1 }],
  },
  'picture-place': {
    windows: ['call'],
    takes: [
      { type: 'picture-place', place: null },
      { type: 'picture-place', place: { x: 16, y: 80.5, width: 688, height: 387 } },
    ],
    refuses: [{}, { place: 7 }, { place: { x: -1, y: 0, width: 1, height: 1 } }, { place: { x: 0, y: 0, width: 1 } }],
  },
  pointer: {
    windows: ['call'],
    takes: [{ type: 'pointer', inside: true }],
    refuses: [{}, { inside: 1 }],
  },
};

export const pictureReportSamples: Samples<PictureReport> = {
  'picture-answer': {
    windows: ['pictures'],
    takes: [{ type: 'picture-answer', callId: 'c1', sdp: 'v=0' }],
    refuses: [...noCalls, { callId: 'c1' }, { callId: 'c1', sdp: 'x'.repeat(65_537) }],
  },
  'picture-failed': {
    windows: ['pictures'],
    takes: [{ type: 'picture-failed', callId: 'c1', message: 'why' }],
    refuses: [...noCalls, { callId: 'c1', message: tooLong }],
  },
  camera: {
    windows: ['pictures'],
    takes: [
      { type: 'camera', callId: 'c1', outcome: 'opened' },
      { type: 'camera', callId: 'c1', outcome: 'busy' },
      { type: 'camera', callId: 'c1', outcome: 'denied' },
      { type: 'camera', callId: 'c1', outcome: 'missing' },
    ],
    refuses: [...noCalls, { callId: 'c1', outcome: 'failed' }],
  },
  cameras: {
    windows: ['pictures'],
    takes: [
      { type: 'cameras', cameras: [] },
      { type: 'cameras', cameras: [{ id: 'x', label: 'Camera' }] },
    ],
    refuses: [{}, { cameras: 'x' }],
  },
};

export const mediaReportSamples: Samples<MediaReport | HeadsetReport> = {
  headsets: {
    windows: ['sound'],
    takes: [
      { type: 'headsets', names: [] },
      { type: 'headsets', names: ['Jabra Evolve2 65'] },
    ],
    refuses: [{}, { names: 'Jabra' }, { names: [7] }, { names: ['x'.repeat(129)] }, { names: Array(9).fill('H') }],
  },
  'headset-press': {
    windows: ['sound'],
    takes: [
      { type: 'headset-press', press: 'hook' },
      { type: 'headset-press', press: 'unmuted' },
    ],
    refuses: [{}, { press: 'answer' }, { press: 1 }],
  },
  'leg-answer': {
    windows: ['sound'],
    takes: [{ type: 'leg-answer', callId: 'c1', sdp: 'v=0' }],
    refuses: [...noCalls, { callId: 'c1' }, { callId: 'c1', sdp: 'x'.repeat(65_537) }],
  },
  'leg-failed': {
    windows: ['sound'],
    takes: [{ type: 'leg-failed', callId: 'c1', message: 'why' }],
    refuses: [...noCalls, { callId: 'c1', message: tooLong }],
  },
  microphone: {
    windows: ['sound'],
    takes: [
      { type: 'microphone', callId: 'c1', outcome: 'opened' },
      { type: 'microphone', callId: 'c1', outcome: 'denied' },
      { type: 'microphone', callId: 'c1', outcome: 'missing' },
      { type: 'microphone', callId: 'c1', outcome: 'failed' },
    ],
    refuses: [...noCalls, { callId: 'c1', outcome: 'broken' }],
  },
  'ring-tone': {
    windows: ['sound'],
    takes: [{ type: 'ring-tone', callId: 'c1', playing: true }],
    refuses: [...noCalls, { callId: 'c1', playing: 1 }],
  },
  levels: {
    windows: ['sound'],
    takes: [{ type: 'levels', levels: { callId: 'c1', microphone: 0, speaker: 1 } }],
    refuses: [
      { callId: 'c1', microphone: 0, speaker: 1 },
      ...[-0.1, 1.1, Number.NaN].flatMap((level) => [
        { levels: { callId: 'c1', microphone: level, speaker: 0 } },
        { levels: { callId: 'c1', microphone: 0, speaker: level } },
      ]),
    ],
  },
  heard: {
    windows: ['sound'],
    takes: [
      { type: 'heard', figures: { callId: 'c1', late: 0, bufferMs: 60.5, microphone: 1 } },
      { type: 'heard', figures: { callId: 'c1', late: 0, bufferMs: null, microphone: 0 } },
    ],
    refuses: [
      { callId: 'c1', late: 0, bufferMs: 0, microphone: 0 },
      ...[{ late: -1 }, { bufferMs: Number.POSITIVE_INFINITY }, { microphone: 1.1 }, { callId: '' }].map((wrong) => ({
        figures: { callId: 'c1', late: 0, bufferMs: 0, microphone: 0, ...wrong },
      })),
    ],
  },
  devices: {
    windows: ['sound'],
    takes: [
      { type: 'devices', inputs: [], outputs: [] },
      { type: 'devices', inputs: [], outputs: [], camera: true },
    ],
    refuses: [
      { inputs: [], outputs: [], camera: 'front' },
      { inputs: [] },
      { inputs: [], outputs: { length: 1, 0: device } },
    ],
  },
};

/** Everything that a table says is taken. */
export function takenOf<Message extends Typed>(samples: Samples<Message>): readonly Message[] {
  return Object.values<Sample<Message>>(samples).flatMap(({ takes }) => takes);
}

/** Everything that a table says is refused, with its type. */
export function refusedOf<Message extends Typed>(samples: Samples<Message>): readonly Typed[] {
  return Object.entries<Sample<Message>>(samples).flatMap(([type, { refuses }]) =>
    refuses.map((wrong) => ({ ...wrong, type })),
  );
}
