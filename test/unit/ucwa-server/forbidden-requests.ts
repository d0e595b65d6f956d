/** Requests that the protocol does not allow, and what each is to be answered with. */
import { type Ask, answerSdp, embedded, inputs, type Json, link, sdpType } from './client.ts';

/** A ringing call's resources. */
export interface Ringing {
  readonly application: Json;
  readonly invitation: Json;
  readonly next: string;
}

export interface Forbidden {
  readonly what: string;
  readonly method: string;
  readonly href: (ringing: Ringing) => string;
  readonly ask?: Ask;
  readonly status: number;
  readonly code: string;
  readonly violation: RegExp;
}

const json = { 'Content-Type': 'application/json' };
const me = (rel: string) => (ringing: Ringing) => link(embedded(ringing.application, 'me'), rel);
const communication = (ringing: Ringing) => link(embedded(ringing.application, 'communication'), 'self');
const applications = ({ application }: Ringing) => link(application, 'self').replace(/\/[^/]*$/, '');
const network = ({ application }: Ringing) => link(application, 'reportMyNetwork');
const invitation =
  (rel: string, query = '') =>
  (ringing: Ringing) =>
    link(ringing.invitation, rel) + query;
const poll = (query: string) => (ringing: Ringing) => `${ringing.next}${query}`;
const answer = '?sessionContext=a';
const sdp: Ask = { headers: sdpType, body: answerSdp(30_000) };
const parameters = 'BadRequest/ParameterValidationFailure';
const long = 'x'.repeat(101);

const calling = (rel: string) => (ringing: Ringing) => link(embedded(ringing.application, 'communication'), rel);
/** A call that would be made, but for what is changed in it. */
function call(changes: object, offer = answerSdp(30_000)): Ask {
  const href = `data:application/sdp;base64,${Buffer.from(offer).toString('base64')}`;
  const body = { operationId: 'o', to: 'tel:+46855501234', _links: { mediaOffer: { href } }, ...changes };
  return { headers: json, body: JSON.stringify(body) };
}
const start = { method: 'POST', href: calling('startAudio'), status: 400, code: parameters } as const;

/** Each is one step off what the protocol allows. */
export const forbiddenRequests: readonly Forbidden[] = [
  {
    what: 'an address never handed out',
    method: 'GET',
    href: () => '/ucwa/oauth/v1/applications/9/batch',
    status: 404,
    code: 'NotFound/ResourceNotFound',
    violation: /never handed out/,
  },
  { ...start, what: 'a call without an operationId', ask: call({ operationId: undefined }), violation: /operationId/ },
  { ...start, what: 'a call to nobody', ask: call({ to: undefined }), violation: /to: required/ },
  { ...start, what: 'a call to no URI', ask: call({ to: '+46855501234' }), violation: /to: no URI/ },
  { ...start, what: 'a call with an unknown field', ask: call({ wish: 1 }), violation: /wish: no such field/ },
  { ...start, what: 'a call without an offer', ask: call({ _links: {} }), violation: /mediaOffer/ },
  {
    ...start,
    what: 'a call whose offer has no voice',
    ask: call({}, answerSdp(30_000).replace('m=audio', 'm=video')),
    violation: /audio/,
  },
  {
    ...start,
    what: 'a call for help without a link',
    href: (ringing) => communication(ringing).concat('/startEmergencyCall'),
    ask: call({ to: 'tel:112' }),
    status: 404,
    code: 'NotFound/ResourceNotFound',
    violation: /no link leads there/,
  },
  {
    what: 'a wrong method',
    method: 'POST',
    href: communication,
    status: 405,
    code: 'MethodNotAllowed/',
    violation: /POST on communication/,
  },
  {
    what: 'an Origin header',
    method: 'GET',
    href: communication,
    ask: { headers: { Origin: 'null' } },
    status: 403,
    code: 'Forbidden/',
    violation: /origin/,
  },
  {
    what: 'another Host',
    method: 'GET',
    href: communication,
    ask: { headers: { Host: 'localhost' } },
    status: 400,
    code: 'BadRequest/',
    violation: /Host localhost/,
  },
  {
    what: 'a body past every limit',
    method: 'POST',
    href: network,
    ask: { headers: json, body: 'x'.repeat(70_000) },
    status: 413,
    code: 'EntityTooLarge/',
    violation: /past every limit/,
  },
  {
    what: 'broken JSON',
    method: 'POST',
    href: network,
    ask: { headers: json, body: '{' },
    status: 400,
    code: 'BadRequest/DeserializationFailure',
    violation: /no JSON object/,
  },
  {
    what: 'JSON without its type',
    method: 'POST',
    href: network,
    ask: { body: '{}' },
    status: 415,
    code: 'UnsupportedMediaType/',
    violation: /none/,
  },
  {
    what: 'a missing field',
    method: 'POST',
    href: network,
    ask: { body: {} },
    status: 400,
    code: parameters,
    violation: /clientNetworkType: required/,
  },
  {
    what: 'applications without endpointId',
    method: 'POST',
    href: applications,
    ask: { body: { ...inputs, endpointId: '' } },
    status: 400,
    code: parameters,
    violation: /endpointId/,
  },
  {
    what: 'applications with a long userAgent',
    method: 'POST',
    href: applications,
    ask: { body: { ...inputs, userAgent: long } },
    status: 400,
    code: parameters,
    violation: /userAgent: longer/,
  },
  {
    what: 'applications with an unknown field',
    method: 'POST',
    href: applications,
    ask: { body: { ...inputs, password: 'x' } },
    status: 400,
    code: parameters,
    violation: /password: no such field/,
  },
  {
    what: 'instanceId without its revision',
    method: 'POST',
    href: applications,
    ask: { body: { ...inputs, instanceId: '1' } },
    status: 400,
    code: parameters,
    violation: /instanceId/,
  },
  {
    what: 'makeMeAvailable with an unknown modality',
    method: 'POST',
    href: me('makeMeAvailable'),
    ask: { body: { supportedModalities: ['Telepathy'] } },
    status: 400,
    code: parameters,
    violation: /Telepathy/,
  },
  {
    what: 'makeMeAvailable with seconds for a span',
    method: 'POST',
    href: me('makeMeAvailable'),
    ask: { body: { inactiveTimeout: '300' } },
    status: 400,
    code: parameters,
    violation: /inactiveTimeout/,
  },
  {
    what: 'PUT without If-Match',
    method: 'PUT',
    href: communication,
    ask: { body: {} },
    status: 428,
    code: 'PreconditionRequired/',
    violation: /If-Match/,
  },
  {
    what: 'a P-GET without its key',
    method: 'GET',
    href: (r) => r.next.replace(/&key=.*/, ''),
    status: 400,
    code: parameters,
    violation: /key/,
  },
  {
    what: 'a P-GET with a timeout under 180',
    method: 'GET',
    href: poll('&timeout=60'),
    status: 400,
    code: parameters,
    violation: /timeout/,
  },
  {
    what: 'a P-GET with low over 1800',
    method: 'GET',
    href: poll('&low=1801'),
    status: 400,
    code: parameters,
    violation: /low/,
  },
  {
    what: 'a P-GET with a fractional priority',
    method: 'GET',
    href: poll('&priority=0.5'),
    status: 400,
    code: parameters,
    violation: /priority/,
  },
  {
    what: 'a P-GET with two acks',
    method: 'GET',
    href: poll('&ack=1'),
    status: 400,
    code: parameters,
    violation: /twice/,
  },
  {
    what: 'an answer without sessionContext',
    method: 'POST',
    href: invitation('acceptWithAnswer'),
    ask: sdp,
    status: 400,
    code: parameters,
    violation: /sessionContext/,
  },
  {
    what: 'an answer to an unknown part',
    method: 'POST',
    href: invitation('acceptWithAnswer', `${answer}&processedOfferId=1`),
    ask: sdp,
    status: 400,
    code: parameters,
    violation: /processedOfferId/,
  },
  {
    what: 'an answer as JSON',
    method: 'POST',
    href: invitation('acceptWithAnswer', answer),
    ask: { body: {} },
    status: 415,
    code: 'UnsupportedMediaType/',
    violation: /application\/sdp/,
  },
  {
    what: 'an answer that is no SDP',
    method: 'POST',
    href: invitation('acceptWithAnswer', answer),
    ask: { ...sdp, body: 'hello' },
    status: 400,
    code: parameters,
    violation: /CR LF/,
  },
  {
    what: 'a provisional answer that is no SDP',
    method: 'POST',
    href: invitation('sendProvisionalAnswer', answer),
    ask: { ...sdp, body: '' },
    status: 400,
    code: parameters,
    violation: /SDP/,
  },
  {
    what: 'a decline for no known reason',
    method: 'POST',
    href: invitation('decline'),
    ask: { body: { reason: 'Busy' } },
    status: 400,
    code: parameters,
    violation: /reason/,
  },
];
