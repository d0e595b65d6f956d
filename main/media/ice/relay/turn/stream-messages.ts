import { headerBytes } from '../../stun/message.ts';
import { channelHeaderBytes, looksLikeChannelData } from './channel-data.ts';

/** Longer than any message with a datagram in it. */
const longestMessage = 2048;

/** Takes the messages of a relay out of its stream, in which nothing stands between them (RFC 8656 sections 3.1 and 12.5). */
export interface StreamMessages {
  /** The messages that are whole by now, STUN or ChannelData; null once the stream is of another kind. */
  take(bytes: Buffer): Buffer[] | null;
}

export function createStreamMessages(): StreamMessages {
  let rest: Buffer = Buffer.alloc(0);
  let broken = false;
  return {
    take(bytes) {
      if (broken) return null;
      const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      const messages: Buffer[] = [];
      let at = 0;
      while (at < all.length) {
        const length = messageBytes(all.subarray(at));
        if (length === 'none' || (length !== 'open' && length > longestMessage)) {
          broken = true;
          return null;
        }
        if (length === 'open' || at + length > all.length) break;
        messages.push(all.subarray(at, at + length));
        at += length;
      }
      rest = Buffer.from(all.subarray(at));
      return messages;
    },
  };
}

/** How long the message is that begins here; `open` while too little of it came to say. */
function messageBytes(bytes: Buffer): number | 'open' | 'none' {
  const isChannelData = looksLikeChannelData(bytes);
  if (!isChannelData && bytes.readUInt8(0) > 3) return 'none';
  if (bytes.length < 4) return 'open';
  const said = bytes.readUInt16BE(2);
  if (isChannelData) return channelHeaderBytes + Math.ceil(said / 4) * 4;
  return said % 4 === 0 ? headerBytes + said : 'none';
}
