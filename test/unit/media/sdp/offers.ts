/** SDP offers of the kinds that a Skype for Business Server passes on, in the project's own words. */

const crlf = (lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`;

/** An AudioCodes gateway on the premises. */
export const gatewayOffer = crlf([
  'v=0',
  'o=AudiocodesGW 129380630 129380304 IN IP4 172.29.107.252',
  's=Phone-Call',
  'c=IN IP4 172.29.107.252',
  't=0 0',
  'm=audio 6020 RTP/AVP 0 13 101',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:101 telephone-event/8000',
  'a=fmtp:101 0-15',
  'a=ptime:20',
  'a=sendrecv',
  'a=rtcp:6021 IN IP4 172.29.107.252',
]);

/** A client with video, application sharing and codecs that we do not speak, in front of those that we do. */
export const manyMediaOffer = crlf([
  'v=0',
  'o=- 0 0 IN IP4 10.1.2.3',
  's=session',
  'c=IN IP4 10.1.2.3',
  'b=CT:99980',
  't=0 0',
  'a=x-devicecaps:audio:send,recv;video:send,recv',
  'm=video 5000 RTP/AVP 122 121 123',
  'a=rtpmap:122 X-H264UC/90000',
  'a=sendrecv',
  'm=audio 5002 RTP/AVP 117 104 114 9 112 111 8 0 97 13 101',
  'c=IN IP4 10.1.2.4',
  'a=rtcp:5007',
  'a=label:main-audio',
  'a=rtpmap:117 G722/8000/2',
  'a=rtpmap:104 SILK/16000',
  'a=rtpmap:114 x-msrta/16000',
  'a=rtpmap:9 G722/8000/1',
  'a=rtpmap:112 G7221/16000',
  'a=rtpmap:111 SIREN/16000',
  'a=rtpmap:8 pcma/8000',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:97 RED/8000',
  'a=rtpmap:13 CN/8000',
  'a=rtpmap:101 telephone-event/8000',
  'a=fmtp:101 0-16',
  'a=ptime:20',
  'm=applicationsharing 5010 TCP/RTP/AVP 127',
  'a=rtpmap:127 x-data/90000',
  'm=message 5060 sip *',
]);

/** A client with SDES and ICE. */
export const encryptedOffer = crlf([
  'v=0',
  'o=- 0 0 IN IP4 10.1.2.3',
  's=session',
  'c=IN IP4 10.1.2.3',
  't=0 0',
  'm=audio 20000 RTP/SAVP 8 101',
  'a=ice-ufrag: abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  'a=candidate:1 1 UDP 2130706431 10.1.2.3 20000 typ host ',
  'a=candidate:2 1 TCP-PASS 6556159 10.1.2.9 50000 typ relay raddr 10.1.2.3 rport 5060',
  'a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA|2^31|1:1',
  'a=encryption:required',
  'a=remote-candidates:1 10.1.2.3 20000',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:101 telephone-event/8000',
]);

/** One whose voice is encrypted as browsers do it, which is not spoken here. */
export const dtlsOffer = gatewayOffer.replace('RTP/AVP', 'UDP/TLS/RTP/SAVPF');
