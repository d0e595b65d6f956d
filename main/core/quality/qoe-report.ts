import { isoTime } from '../iso-time.ts';
import { codecOf } from './codecs.ts';
import type { NetworkKind } from './network.ts';
import type { PastQuality } from './state.ts';
import type { Totals } from './totals.ts';

/**
 * The figures of a call as a quality report of [MS-QoE], section 2.2.1 (VQReportEvent), of which only what was measured is filled in: who talked,
 * their addresses and their devices' names stay here.
 */
export function qoeReport(call: PastQuality): string {
  const { at, seconds, codec, encrypted, network, here, there } = call;
  const dialog = element('DialogInfo', '', ` Start="${isoTime(at)}" End="${isoTime(at + seconds * 1000)}"`);
  const description = element(
    'Description',
    element('Security', encrypted ? 'SRTP' : 'None') + element('NetworkConnectivityInfo', connection(network)),
  );
  const line = description + stream('InboundStream', here, codec) + stream('OutboundStream', there, codec);
  return event(element('VQSessionReport', dialog + element('MediaLine', line, ' Label="main-audio"')));
}

/** What the user said of a call, 1 to 5. */
export function ratingReport({ at }: Pick<PastQuality, 'at'>, stars: number): string {
  const dialog = element('DialogInfo', '', ` Start="${isoTime(at)}"`);
  return event(element('VQSessionReport', dialog + element('FeedbackReport', element('Rating', String(stars)))));
}

function event(content: string): string {
  return element('VQReportEvent', content, ' xmlns="ms-rtcp-metrics" Version="2.0"');
}

function connection(network: NetworkKind): string {
  return element('NetworkConnection', network === 'wifi' || network === 'mobile' ? 'wireless' : 'wired');
}

function stream(name: string, totals: Totals | null, codec: string): string {
  if (totals === null) return '';
  const { mean, worst } = totals;
  const jitter = element('InterArrival', rounded(mean.jitterMs)) + element('InterArrivalMax', rounded(worst.jitterMs));
  const loss = element('LossRate', share(mean.missing)) + element('LossRateMax', share(worst.missing));
  const delay =
    mean.roundTripMs === null || worst.roundTripMs === null
      ? ''
      : element(
          'Delay',
          element('RoundTrip', rounded(mean.roundTripMs)) + element('RoundTripMax', rounded(worst.roundTripMs)),
        );
  const network = element('Network', element('Jitter', jitter) + element('PacketLoss', loss) + delay);
  const sampleRate = codecOf(codec).band === 'wide' ? '16000' : '8000';
  const audio = element('PayloadDescription', codec) + element('SampleRate', sampleRate);
  const opinion = element('OverallAvg', score(mean.score)) + element('OverallMin', score(worst.score));
  const estimates = element('QualityEstimates', element('Audio', element('NetworkMOS', opinion)));
  return element(name, network + element('Payload', element('Audio', audio)) + estimates);
}

/** The content is markup, or text that was written here; a codec's name has come through SDP, whose tokens have no markup in them. */
function element(name: string, content: string, attributes = ''): string {
  return `<${name}${attributes}>${content}</${name}>`;
}

const rounded = (value: number): string => String(Math.round(value));
const share = (value: number): string => value.toFixed(4);
const score = (value: number): string => value.toFixed(2);
