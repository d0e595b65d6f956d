/** Resources of an application that never change: policies, meetings, and the report of the client's network. */
import { refuseFields } from '../http/fields.ts';
import { type Incoming, readJson } from '../http/incoming.ts';
import { found, noContent, type Reply } from '../http/reply.ts';
import type { Resource } from '../http/representation.ts';
import type { Application } from './application.ts';
import type { CallingMeans } from './calling-means.ts';

const networkRules = {
  clientNetworkType: { kind: 'choice', of: ['Internal', 'External'], required: true },
  ip: { kind: 'text', max: 100 },
  mac: { kind: 'text', max: 100 },
  subnetID: { kind: 'text', max: 100 },
  wapBSSID: { kind: 'text', max: 100 },
} as const;

export function onlineMeetings(application: Application): Resource {
  return { rel: 'onlineMeetings', links: { self: application.path('onlineMeetings') } };
}

export function addFixedResources(application: Application, { emergencyNumbers }: CallingMeans): void {
  const reader = (resource: Resource) => ({ rel: resource.rel, methods: { GET: () => found(resource) } });
  const policies: Resource = {
    rel: 'policies',
    properties: { telephonyMode: 'Uc', htmlMessaging: 'Enabled', sendFeedbackUrl: '', emergencyNumbers },
    links: { self: application.path('policies') },
  };
  application.add('policies', reader(policies));
  application.add('onlineMeetings', reader(onlineMeetings(application)));
  application.add('reportMyNetwork', { rel: 'reportMyNetwork', methods: { POST: reportNetwork } });
}

function reportNetwork(incoming: Incoming): Reply {
  const body = readJson(incoming);
  if (!body.ok) return body.reply;
  return refuseFields(body.value, networkRules) ?? noContent;
}
