import { createFrameReader, type FrameForm } from '../../framing/frame-reader.ts';
import type { ByteStream } from '../byte-stream.ts';
import type { LinkListener, RelayLink } from './link.ts';
import { readMessage } from './read-message.ts';

const frameTypes = { control: 2, data: 3 } as const;

/** [MS-TURN] section 2.1.4: the kind of what follows, a zero, and its length. */
const frameForm: FrameForm = {
  headerBytes: 4,
  lengthAt: 2,
  largestBytes: 65_535,
  isHeader: (header) => [frameTypes.control, frameTypes.data].some((type) => type === header.readUInt8(0)),
};

/** Over a connection whose handshake is done. What is no frame, or a control frame without a message, ends it. */
export function tcpLink(stream: ByteStream): RelayLink {
  const reader = createFrameReader(frameForm);
  let listener: LinkListener | null = null;
  let over = false;

  const end = (message: string) => {
    if (over) return;
    over = true;
    stream.close();
    listener?.onEnd(message);
  };
  const take = (isControl: boolean, body: Buffer) => {
    if (over) return;
    const message = isControl ? readMessage(body) : null;
    if (message !== null) listener?.onMessage(message);
    else if (isControl) end('the relay sends what is no message');
    else listener?.onData(body);
  };

  return {
    reliable: true,
    control: (message) => void stream.write(frame(frameTypes.control, message)),
    data: (bytes) => void stream.write(frame(frameTypes.data, bytes)),
    listen(given) {
      listener = given;
      stream.onBytes((bytes) => {
        const { frames, broken } = reader.read(bytes);
        for (const { header, body } of frames) take(header.readUInt8(0) === frameTypes.control, body);
        if (broken) end('the relay sends what is no frame');
      });
      stream.onEnd(() => end('the relay ended the connection'));
    },
    close() {
      over = true;
      stream.close();
    },
  };
}

function frame(type: number, body: Buffer): Buffer {
  const header = Buffer.from([type, 0, 0, 0]);
  header.writeUInt16BE(body.length, 2);
  return Buffer.concat([header, body]);
}
