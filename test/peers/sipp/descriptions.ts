import type { Codec } from '../codec-lines.ts';

/** Odd but real forms of an offer, by what is odd about them; as sipp writes them, with its keywords. Payload types are nobody's usual ones. */
export const descriptions = {
  /** Everything that may be left away is (RFC 8866 section 5); the address has the TTL of old senders. */
  'as little as can be': ['v=0', 'm=audio [media_port] RTP/AVP 0', 'c=IN IP4 [media_ip]/127'],
  /** As some gateways write: lower case, blanks and tabs, keys that have a list and no name. */
  'loosely written': [
    'v=0',
    'o=- 1 1 in ip4 [media_ip]',
    's= ',
    'c=in ip4 [media_ip]',
    't=0 0',
    'm=audio [media_port]/1  RTP/AVP\t8 96 ',
    'a=rtpmap: 8 pcma/8000/1',
    'a=fmtp:96 0-15',
    'a=ptime:20.0',
    'a=SENDRECV',
  ],
  /** As a desktop client offers beside its voice, in an order that is not the usual one. */
  'voice behind four other lines': [
    ...['v=0', 'o=- 0 0 IN IP4 [media_ip]', 's=session', 'c=IN IP4 [media_ip]', 'b=CT:99980', 't=0 0'],
    ...['m=x-data - UDP/UDT/IX 0', 'm=image 0 udptl t38', 'm=video 40000 RTP/AVP 122', 'a=rtpmap:122 X-H264UC/90000'],
    ...['m=audio 0 RTP/AVP 0', 'm=audio [media_port] RTP/AVP 114 9 101', 'a=rtpmap:114 x-msrta/16000'],
    ...['a=rtpmap:9 G722/8000/1', 'a=rtpmap:101 telephone-event/8000', 'a=fmtp:101 0-16', 'a=maxptime:200'],
  ],
  'Opus under another number': [
    ...['v=0', 'o=- 0 0 IN IP4 [media_ip]', 's=-', 'c=IN IP4 [media_ip]', 't=0 0', 'm=audio [media_port] RTP/AVP 96'],
    ...['a=rtpmap:96 OPUS/48000/2', 'a=fmtp:96 stereo=0;useinbandfec=1;maxaveragebitrate=24000'],
  ],
  /** The port of what it plays has a keyword of its own. */
  'plays a file': [
    ...['v=0', 'o=sipp 1 1 IN IP4 [media_ip]', 's=-', 'c=IN IP4 [media_ip]', 't=0 0'],
    ...['m=audio [rtpstream_audio_port] RTP/AVP 8 101', 'a=rtpmap:8 PCMA/8000', 'a=rtpmap:101 telephone-event/8000'],
  ],
  'at most 10 ms in a packet': [
    ...['v=0', 'o=- 0 0 IN IP4 [media_ip]', 's=-', 'c=IN IP4 [media_ip]', 't=0 0', 'm=audio [media_port] RTP/AVP 0'],
    ...['a=ptime:10', 'a=maxptime:10'],
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type DescriptionName = keyof typeof descriptions;

/** What each is answered in. */
export const describedCodecs: Readonly<Record<DescriptionName, Codec>> = {
  'as little as can be': 'PCMU',
  'loosely written': 'PCMA',
  'voice behind four other lines': 'G722',
  'Opus under another number': 'opus',
  'plays a file': 'PCMA',
  'at most 10 ms in a packet': 'PCMU',
};
