/** Resources of an application of which it makes no events: policies, and the report of the client's network. */
import { readFields } from '../http/fields.ts';
import type { Incoming } from '../http/incoming.ts';
import { found, type Reply } from '../http/reply.ts';
import type { Resource } from '../http/representation.ts';
import type { Application } from './application.ts';
import type { CallingMeans } from './calling-means.ts';

const networkRules = {
  clientNetworkType: { kind: 'choice', of: ['Internal', 'External'], required: true },
  chassisID: { kind: 'text', max: 100 },
  portID: { kind: 'text', max: 100 },
  rssi: { kind: 'text', max: 100 },
  ip: { kind: 'text', max: 100 },
  mac: { kind: 'text', max: 100 },
  subnetID: { kind: 'text', max: 100 },
  wapBSSID: { kind: 'text', max: 100 },
} as const;

export function addFixedResources(application: Application, means: CallingMeans): void {
  application.add('policies', { rel: 'policies', methods: { GET: () => found(policies(application, means)) } });
  application.add('reportMyNetwork', { rel: 'reportMyNetwork', methods: { POST: reportNetwork } });
}

function policies(
  application: Application,
  { emergencyNumbers, voicemailUri, saveMessagingHistory }: CallingMeans,
): Resource {
  const messages = { htmlMessaging: 'Enabled', messagingUrls: 'Enabled', saveMessagingHistory };
  const usual = { telephonyMode: 'Uc', ...messages, sendFeedbackUrl: '' };
  return {
    rel: 'policies',
    properties: { ...usual, emergencyNumbers, ...(voicemailUri !== null && { voicemailUri }) },
    links: { self: application.path('policies') },
  };
}

function reportNetwork(incoming: Incoming): Reply {
  const body = readFields(incoming, networkRules);
  return body.ok ? { status: 201 } : body.reply;
}
