import * as v from 'valibot';
import {
  type Command,
  type DevicePurpose,
  historyFilters,
  longestDialled,
  longestKeys,
  longestLocation,
  longestMeetingAddress,
  longestMeetingSubject,
  longestNote,
  longestOwnMessage,
  longestOwnNumber,
  longestSearch,
  longestSubject,
  meetingAccesses,
  meetingLeaders,
  mostLookedAt,
  nobodyAnswersAfter,
  othersRingAfter,
  ownPresences,
  personActions,
  personInMeetingActions,
  phoneKinds,
  routingPeriods,
  type SettingsView,
  settingNames,
  settingValues,
  shortcutActions,
  silenceSpans,
  stars,
  toneSettings,
} from '../../../preload/contract/index.ts';
import { longestUrl } from '../../core/messages/text/pieces.ts';
import { fields } from '../../core/schema/fields.ts';
import { identifier, identifiers, oneOf, text } from '../../core/schema/pieces.ts';
import { tones } from '../../core/schema/tones.ts';
import type { Guard } from './guard.ts';

const shortText = text(512);
const purposes: readonly DevicePurpose[] = ['ring', 'ring-too', 'microphone', 'speaker', 'camera'];

const nothing = fields({});
const ofCall = fields({ callId: identifier });
const dialled = {
  to: text(longestDialled),
  onBehalfOf: v.exactOptional(identifier),
  subject: v.exactOptional(text(longestSubject)),
};
const ofShortcut = fields({ action: oneOf(shortcutActions) });
const lookedAt = identifiers(mostLookedAt);
const ofThread = fields({ threadId: identifier });
const message = text(longestOwnMessage);
const historyList = fields({ filter: v.picklist(historyFilters), text: text(longestSearch) });
const signIn = fields({
  address: shortText,
  userName: shortText,
  password: shortText,
  keep: v.boolean(),
  server: shortText,
  proxy: v.exactOptional(fields({ userName: shortText, password: shortText })),
});
/** Each with the values of its own. */
const settings = settingNames.map((name) =>
  fields({ setting: v.literal(name), value: oneOf<SettingsView[typeof name]>(settingValues[name]) }),
);

/** Each window's page may command what it draws a control for, and nothing else. */
export const commandGuard: Guard<Command> = {
  answer: { windows: ['ring'], schema: ofCall },
  'hang-up-and-answer': { windows: ['ring'], schema: ofCall },
  decline: { windows: ['ring'], schema: ofCall },
  'decline-here': { windows: ['ring'], schema: ofCall },
  silence: { windows: ['ring'], schema: ofCall },
  mute: { windows: ['call'], schema: fields({ callId: identifier, muted: v.boolean() }) },
  'send-tones': { windows: ['call'], schema: fields({ callId: identifier, tones }) },
  hold: { windows: ['call'], schema: ofCall },
  resume: { windows: ['call'], schema: ofCall },
  'hang-up': { windows: ['call'], schema: ofCall },
  call: {
    windows: ['main', 'call'],
    schema: fields({ ...dialled, video: v.exactOptional(v.literal(true)) }),
  },
  'call-voicemail': { windows: ['main'], schema: nothing },
  'call-emergency': { windows: ['main', 'call'], schema: fields({ to: text(longestDialled) }) },
  'call-back': { windows: ['call'], schema: ofCall },
  'answer-by-phone': { windows: ['ring'], schema: ofCall },
  'call-by-phone': {
    windows: ['main', 'call'],
    schema: fields(dialled),
  },
  'join-meeting': { windows: ['main'], schema: fields({ address: text(longestMeetingAddress) }) },
  'start-meeting': {
    windows: ['main'],
    schema: fields({
      about: text(longestMeetingSubject),
      access: v.exactOptional(oneOf(meetingAccesses)),
      leaders: v.exactOptional(oneOf(meetingLeaders)),
      announce: v.exactOptional(v.boolean()),
      phonesPass: v.exactOptional(v.boolean()),
    }),
  },
  'look-at-meetings': { windows: ['main'], schema: fields({}) },
  'join-again': { windows: ['call'], schema: ofCall },
  'join-sound': { windows: ['call'], schema: ofCall },
  'make-meeting': { windows: ['call'], schema: fields({ callId: identifier }) },
  'add-person': { windows: ['call'], schema: fields({ callId: identifier, to: text(longestDialled) }) },
  'cancel-adding': { windows: ['call'], schema: fields({ callId: identifier, addedId: identifier }) },
  moderate: {
    windows: ['call'],
    schema: fields({ callId: identifier, personId: identifier, action: oneOf(personInMeetingActions) }),
  },
  'admit-all': { windows: ['call'], schema: ofCall },
  'mute-all': { windows: ['call'], schema: ofCall },
  'keep-muted': { windows: ['call'], schema: fields({ callId: identifier, muted: v.boolean() }) },
  'end-meeting': { windows: ['call'], schema: ofCall },
  'choose-own-phone': { windows: ['main'], schema: fields({ phoneId: v.nullable(shortText) }) },
  'set-presence': { windows: ['main'], schema: fields({ presence: v.nullable(oneOf(ownPresences)) }) },
  'set-note': { windows: ['main'], schema: fields({ text: text(longestNote) }) },
  'set-location': { windows: ['main'], schema: fields({ text: text(longestLocation) }) },
  'silence-rings': { windows: ['main'], schema: fields({ span: oneOf(silenceSpans) }) },
  'ring-again': { windows: ['main'], schema: nothing },
  'play-tone': { windows: ['main'], schema: fields({ setting: oneOf(toneSettings) }) },
  'stop-tone': { windows: ['main'], schema: nothing },
  'ring-here': { windows: ['main'], schema: nothing },
  'turn-off-forwarding': { windows: ['main'], schema: nothing },
  'forward-calls': { windows: ['main'], schema: fields({ to: text(longestDialled) }) },
  'ring-others-too': {
    windows: ['main'],
    schema: fields({ to: text(longestDialled), afterS: oneOf(othersRingAfter) }),
  },
  'forward-unanswered': {
    windows: ['main'],
    schema: fields({ to: text(longestDialled), afterS: oneOf(nobodyAnswersAfter) }),
  },
  'forward-when': { windows: ['main'], schema: fields({ period: oneOf(routingPeriods) }) },
  'forward-while-away': { windows: ['main'], schema: fields({ to: v.nullable(text(longestDialled)) }) },
  'read-forwarding': { windows: ['main'], schema: nothing },
  'change-phone-number': {
    windows: ['main'],
    schema: fields({ kind: oneOf(phoneKinds), number: v.nullable(text(longestOwnNumber)) }),
  },
  'join-by-phone': { windows: ['call'], schema: fields({ callId: identifier }) },
  'go-on-by-phone': { windows: ['call'], schema: ofCall },
  'stay-here': { windows: ['call'], schema: ofCall },
  'answer-with-video': { windows: ['ring'], schema: ofCall },
  'preview-video': { windows: ['call'], schema: ofCall },
  'cancel-preview': { windows: ['call'], schema: ofCall },
  'start-video': { windows: ['call'], schema: ofCall },
  'show-video': { windows: ['call'], schema: ofCall },
  'stop-video': { windows: ['call'], schema: ofCall },
  dismiss: { windows: ['call'], schema: ofCall },
  'choose-device': {
    windows: ['main', 'call'],
    schema: fields({ purpose: v.picklist(purposes), deviceId: shortText }),
  },
  'choose-setting': { windows: ['main'], schema: v.union(settings) },
  'record-shortcut': { windows: ['main'], schema: ofShortcut },
  'set-shortcut': { windows: ['main'], schema: fields({ action: oneOf(shortcutActions), keys: text(longestKeys) }) },
  'remove-shortcut': { windows: ['main'], schema: ofShortcut },
  'stop-recording': { windows: ['main'], schema: nothing },
  'reset-shortcuts': { windows: ['main'], schema: nothing },
  'choose-hook': { windows: ['main'], schema: nothing },
  'forget-hook': { windows: ['main'], schema: nothing },
  'sign-in': { windows: ['main'], schema: fields({ request: signIn }) },
  'cancel-sign-in': { windows: ['main'], schema: nothing },
  'trust-domain': { windows: ['main'], schema: fields({ domain: shortText, trusted: v.boolean() }) },
  'sign-out': { windows: ['main'], schema: nothing },
  reconnect: { windows: ['main'], schema: nothing },
  'unlock-keychain': { windows: ['main'], schema: nothing },
  'see-history': { windows: ['main'], schema: nothing },
  'delete-row': { windows: ['main'], schema: fields({ callId: identifier, list: historyList }) },
  'restore-row': { windows: ['main'], schema: nothing },
  'clear-history': { windows: ['main'], schema: nothing },
  'export-history': { windows: ['main'], schema: fields({ list: historyList }) },
  'open-guide': { windows: ['main'], schema: nothing },
  'close-guide': { windows: ['main'], schema: nothing },
  'ring-test': { windows: ['main'], schema: nothing },
  'start-with-system': { windows: ['main'], schema: fields({ on: v.boolean() }) },
  'check-for-updates': { windows: ['main'], schema: nothing },
  'restart-to-update': { windows: ['main'], schema: nothing },
  'check-again': { windows: ['main'], schema: nothing },
  'copy-report': { windows: ['main'], schema: nothing },
  'export-diagnostics': { windows: ['main'], schema: nothing },
  'test-call': { windows: ['main'], schema: nothing },
  'stop-test-call': { windows: ['main'], schema: nothing },
  'send-message': { windows: ['main'], schema: fields({ threadId: identifier, text: message }) },
  'send-again': { windows: ['main'], schema: fields({ threadId: identifier, messageId: identifier }) },
  'reply-with-message': { windows: ['ring'], schema: fields({ callId: identifier, text: message }) },
  'keep-reply': { windows: ['ring'], schema: fields({ callId: identifier, text: message }) },
  'look-at-thread': { windows: ['main'], schema: fields({ threadId: v.nullable(identifier) }) },
  'open-thread': { windows: ['main', 'call'], schema: fields({ to: shortText }) },
  'write-to-caller': { windows: ['call'], schema: ofCall },
  'show-thread': { windows: ['main'], schema: ofThread },
  'put-off-thread': { windows: ['main'], schema: ofThread },
  'leave-thread': { windows: ['main'], schema: ofThread },
  'keep-draft': { windows: ['main'], schema: fields({ threadId: identifier, text: message }) },
  'type-message': { windows: ['main'], schema: ofThread },
  'open-link': {
    windows: ['main'],
    schema: fields({ threadId: identifier, messageId: identifier, url: text(longestUrl) }),
  },
  'rate-call': { windows: ['call'], schema: fields({ callId: identifier, stars: oneOf(stars) }) },
  'search-directory': { windows: ['main', 'call'], schema: fields({ text: text(longestSearch) }) },
  'look-at-people': {
    windows: ['main'],
    schema: fields({
      personIds: lookedAt,
      closely: v.nullable(identifier),
    }),
  },
  'look-at-faces': { windows: ['main'], schema: fields({ callIds: lookedAt }) },
  'read-contacts-again': { windows: ['main'], schema: nothing },
  'change-contact': {
    windows: ['main'],
    schema: fields({ personId: identifier, action: oneOf(personActions) }),
  },
};
