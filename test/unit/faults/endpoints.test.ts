import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { endpoints, operations, tokenEndpoint } from '../../faults/endpoints.ts';

const core = resolve(import.meta.dirname, '../../../main/core');
const requests = join(core, 'ucwa/request');
const covered: ReadonlySet<string> = new Set([...endpoints, tokenEndpoint]);

/** What is asked where the core builds a request: an entry for each place in the file, in its order. */
const sites: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'calling/reader.ts': [['GET policies', 'GET myGroups', 'GET groupContacts', 'GET contact']],
  'calls/answering.ts': [['POST acceptWithAnswer']],
  'calls/compare/compare.ts': [['POST decline']],
  'calls/compare/found-sent.ts': [['POST cancel']],
  'calls/compare/listed.ts': [['POST stopAudioVideo'], ['DELETE conversation']],
  'calls/compare/look-up.ts': [
    [
      'GET application',
      'GET communication',
      'GET conversations',
      'GET conversation',
      'GET audioVideo',
      'GET audioVideoInvitation',
      'GET phoneAudioInvitation',
      'GET phoneAudio',
      'GET contact',
    ],
  ],
  'calls/early.ts': [['POST sendProvisionalAnswer']],
  'calls/farewells.ts': [['DELETE conversation']],
  'calls/find-session.ts': [['GET audioVideoSession']],
  'calls/out/run.ts': [
    ['POST startAudio', 'POST startAudioOnBehalfOfDelegator', 'POST startEmergencyCall'],
    // Of a call that becomes a conference, of which there is none in those runs.
    [],
    ['GET audioVideoInvitation'],
    ['POST cancel'],
    ['POST cancel'],
    ['GET audioVideoInvitation'],
    ['GET contact'],
  ],
  'calls/run-own-offer.ts': [['POST renegotiations', 'POST resumeAudio']],
  'calls/run-renegotiation.ts': [['POST answer'], ['POST dismiss']],
  'calls/tell-end.ts': [['POST reportMediaDiagnostics'], ['POST decline'], ['POST stopAudioVideo'], ['GET audioVideo']],
  'calls/who-answered.ts': [['GET contact']],
  'meetings/moderate.ts': [
    [
      ...['POST admit', 'POST reject', 'POST eject', 'POST promote', 'POST demote'],
      ...['POST muteAudio', 'POST unmuteAudio'],
    ],
  ],
  'meetings/read-roster.ts': [
    ['GET conversation'],
    ['GET onlineMeeting'],
    ['GET phoneDialInInformation'],
    ['GET audioVideo'],
    ['GET localParticipant'],
    ['GET participants', 'GET leaders', 'GET attendees', 'GET lobby'],
    ['GET participant'],
  ],
  'meetings/planning.ts': [
    [
      ...['GET application', 'GET myOnlineMeetings'],
      ...['GET onlineMeetingDefaultValues', 'GET onlineMeetingEligibleValues', 'GET onlineMeetingPolicies'],
    ],
  ],
  'meetings/run-effects.ts': [
    ['POST accept'],
    ['POST decline'],
    ['DELETE conversation'],
    ['POST cancel'],
    ['GET onlineMeetingInvitation'],
    ['POST cancel'],
    ['POST joinOnlineMeeting', 'POST startOnlineMeeting'],
    ['POST myOnlineMeetings'],
    ['POST addParticipant'],
    ['POST cancel'],
    ['GET conversation'],
  ],
  'messages/compare.ts': [['GET application', 'GET communication', 'GET policies', 'GET messaging']],
  'messages/messages.ts': [['POST setIsTyping']],
  'messages/run-effects.ts': [
    ['POST accept'],
    ['POST decline'],
    ['POST startMessaging'],
    ['POST addMessaging'],
    ['POST sendMessage'],
    ['POST stopMessaging'],
  ],
  'messages/strangers.ts': [['GET participant']],
  'missed/reader.ts': [['GET application', 'GET missedItems', 'GET conversationLogs', 'GET conversationLog']],
  'own-phones/number-change.ts': [['POST changeNumber']],
  'own-phones/reader.ts': [['GET application', 'GET phones']],
  'phone-calls/ask.ts': [['POST acceptWithPhoneAudio'], ['POST replaceWithPhoneAudio'], ['POST startPhoneAudio']],
  'phone-calls/named-modality.ts': [['GET phoneAudio']],
  'phone-calls/run-effects.ts': [['POST holdPhoneAudio', 'POST resumePhoneAudio']],
  'phone-calls/tell-end.ts': [
    ['GET phoneAudioInvitation'],
    ['POST cancel'],
    ['POST decline'],
    ['POST stopPhoneAudio', 'POST cancel'],
    ['POST decline'],
  ],
  'people/contacts/contacts.ts': [['POST startOrRefreshSubscriptionToContactsAndGroups']],
  'people/contacts/membership.ts': [
    ['POST removeContactFromAllGroups'],
    ['POST myGroupMemberships'],
    ['GET myGroupMemberships'],
    ['DELETE myGroupMembership'],
  ],
  'people/contacts/reading.ts': [
    [
      'GET application',
      'GET myGroupMemberships',
      'GET myGroups',
      'GET groupContacts',
      'GET expandDistributionGroup',
      'GET myContactsAndGroupsSubscription',
      'GET contact',
      'GET contactPresence',
      'GET contactNote',
      'GET contactLocation',
    ],
  ],
  'people/directory-search.ts': [['GET search']],
  'people/watching/photos.ts': [['GET contactPhoto']],
  'people/watching/presence-watch.ts': [
    ['POST presenceSubscriptions'],
    ['POST addToPresenceSubscription'],
    ['DELETE presenceSubscription'],
    ['POST presenceSubscription'],
  ],
  'presence/presence.ts': [
    ['POST presence'],
    ['POST note'],
    ['POST location'],
    ['GET presence', 'GET note', 'GET location', 'GET me'],
  ],
  'quality/feedback.ts': [['GET audioVideo', 'GET audioVideoSession'], ['POST publishCallQualityFeedback']],
  'relay/reader.ts': [['GET application', 'GET mediaRelayAccessToken', 'GET mediaPolicies']],
  'routing/change.ts': [
    ['POST turnOffCallForwarding'],
    [
      ...['POST immediateForwardToContact', 'POST immediateForwardToDelegates', 'POST immediateForwardToVoicemail'],
      ...['POST simultaneousRingToContact', 'POST simultaneousRingToDelegates', 'POST simultaneousRingToTeam'],
      ...['POST unansweredCallToContact', 'POST unansweredCallToVoicemail', 'POST resetUnansweredCallSettings'],
    ],
  ],
  'routing/reading.ts': [
    ['GET callForwardingSettings'],
    ['GET immediateForwardSettings', 'GET simultaneousRingSettings', 'GET unansweredCallSettings', 'GET contact'],
  ],
  'session/attempt/recreation.ts': [['DELETE application']],
  'session/availability/availability.ts': [['POST makeMeAvailable'], ['GET me']],
  'session/availability/communication.ts': [['GET communication']],
  'session/availability/network-report.ts': [['POST reportMyNetwork']],
  'session/availability/staying-available.ts': [['POST reportMyActivity']],
  'session/channel/server-question.ts': [['GET application']],
  'session/channel/completion.ts': [
    [
      ...['GET audioVideoInvitation', 'GET audioVideo', 'GET audioVideoNegotiation'],
      ...['GET audioVideoRenegotiation', 'GET participant'],
      ...['GET messagingInvitation', 'GET messaging', 'GET message'],
      ...['GET phoneAudioInvitation', 'GET phoneAudio', 'GET missedItems'],
      ...['GET onlineMeetingInvitation', 'GET onlineMeeting', 'GET participantAudio', 'GET participantInvitation'],
    ],
  ],
  'session/channel/poll-operation.ts': [['GET events']],
  'session/discovery/connect.ts': [['POST applications'], ['GET me']],
  'session/discovery/creation.ts': [['DELETE application']],
  'session/discovery/follow-root.ts': [['GET root', 'GET user']],
  // What others asked for goes on from here as it is.
  'session/requests/read-me.ts': [['GET application'], ['GET me']],
  'session/requests/reads.ts': [[], [], ['POST batch']],
  'session/requests/create-transport.ts': [['GET root']],
  'session/requests/with-token.ts': [['GET me', 'GET user']],
  'session/requests/update-resource.ts': [
    ['GET communication', 'GET callForwardingSettings', 'GET simultaneousRingSettings', 'GET unansweredCallSettings'],
    ['PUT communication', 'PUT callForwardingSettings', 'PUT simultaneousRingSettings', 'PUT unansweredCallSettings'],
  ],
  'session/tokens/token-request.ts': [
    ...Array.from({ length: 5 }, () => ['POST oauthtoken']),
    [tokenEndpoint],
    [tokenEndpoint],
  ],
};

async function exportedFunctions(): Promise<readonly string[]> {
  const modules = await Promise.all(readdirSync(requests).map((file) => import(join(requests, file))));
  return modules.flatMap((exported: object) =>
    Object.entries(exported).flatMap(([name, value]) => (typeof value === 'function' ? [name] : [])),
  );
}

test('every operation is known to the run in which each endpoint falls silent', async () => {
  assert.deepEqual([...(await exportedFunctions())].sort(), Object.keys(operations).sort());
  for (const [name, endpoint] of Object.entries(operations)) {
    assert.ok(endpoint === 'none' || endpoint === 'unsent' || covered.has(endpoint), `${name} asks ${endpoint}`);
  }
});

test('every place that builds a request asks endpoints of that run', () => {
  const found = new Map<string, number>();
  for (const file of readdirSync(core, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.startsWith('ucwa/') || file === 'ports.ts') continue;
    const code = readFileSync(join(core, file), 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\/|\/\/.*|function \w+\(/g, '');
    const imported = [...code.matchAll(/import \{([^}]*)\} from '[./]*ucwa\/request\//g)].flatMap(([, list = '']) =>
      list.split(',').map((name) => name.trim()),
    );
    const names = imported.filter((name) => name !== '' && operations[name] !== undefined && name !== 'tokenEndpoint');
    if (imported.length === 0) continue;
    const built = new RegExp(`(?:\\.\\.\\.|[^.\\w])(?:${['nothing', ...names].join('|')})\\(|method: '[A-Z]+'`, 'g');
    const count = [...code.matchAll(built)].length;
    if (count > 0) found.set(file, count);
  }
  const known = Object.entries(sites).map(([file, places]) => [file, places.length]);
  assert.deepEqual(Object.fromEntries(found), Object.fromEntries(known));
  for (const endpoint of Object.values(sites).flat(2)) assert.ok(covered.has(endpoint), endpoint);
});
