/**
 * What the windows and the main process say to each other: state goes out as snapshots and as answers to queries, intent comes back as commands. The one folder
 * that both sides import; it imports nothing outside itself.
 */

export * from './ascii-digits.ts';
export * from './autostart.ts';
export * from './call-hook.ts';
export * from './call-selection.ts';
export * from './calling-out.ts';
export * from './calls.ts';
export * from './commands.ts';
export * from './devices.ts';
export * from './folded.ts';
export * from './guide.ts';
export * from './headset.ts';
export * from './health.ts';
export * from './history.ts';
export * from './invitation.ts';
export * from './meetings.ts';
export * from './messages.ts';
export * from './notes.ts';
export * from './own-phones.ts';
export * from './own-presence.ts';
export * from './party.ts';
export * from './people.ts';
export * from './phone-api.ts';
export * from './phone-calls.ts';
export * from './policy.ts';
export * from './quality.ts';
export * from './queries.ts';
export * from './ringing.ts';
export * from './routing.ts';
export * from './session.ts';
export * from './settings.ts';
export * from './shortcuts.ts';
export * from './snapshot.ts';
export * from './sound.ts';
export * from './tones.ts';
export * from './updates.ts';
export * from './video.ts';
export * from './voicemail.ts';
export * from './windows.ts';
export * from './words/index.ts';
