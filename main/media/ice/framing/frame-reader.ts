/** How frames with their length in front follow each other in a stream. */
export interface FrameForm {
  readonly headerBytes: number;
  /** Where in the header the length of what follows it stands, in two bytes. */
  readonly lengthAt: number;
  /** Whoever says that more comes is not understood. */
  readonly largestBytes: number;
  /** Whether a header can be one; every one can where it is left out. */
  readonly isHeader?: (header: Buffer) => boolean;
}

export interface Frame {
  readonly header: Buffer;
  readonly body: Buffer;
}

/** Takes a stream apart into its frames. It keeps one frame that is not whole, and no more. */
export interface FrameReader {
  /** The frames that these bytes complete. `broken`, from then on always: the stream is not of that form. */
  read(bytes: Buffer): { readonly frames: readonly Frame[]; readonly broken: boolean };
}

export function createFrameReader(form: FrameForm): FrameReader {
  let rest: Buffer = Buffer.alloc(0);
  let broken = false;
  return {
    read(bytes) {
      if (broken) return { frames: [], broken };
      const stream = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      const frames: Frame[] = [];
      let at = 0;
      let end = frameEnd(stream, at, form);
      while (typeof end === 'number') {
        const bodyAt = at + form.headerBytes;
        frames.push({ header: stream.subarray(at, bodyAt), body: stream.subarray(bodyAt, end) });
        at = end;
        end = frameEnd(stream, at, form);
      }
      broken = end === 'broken';
      // A copy, so that the chunk that it is of can go.
      rest = Buffer.from(broken ? '' : stream.subarray(at));
      return { frames, broken };
    },
  };
}

function frameEnd(stream: Buffer, at: number, form: FrameForm): number | 'partial' | 'broken' {
  const { headerBytes, lengthAt, largestBytes, isHeader = () => true } = form;
  if (stream.length < at + headerBytes) return 'partial';
  const header = stream.subarray(at, at + headerBytes);
  const length = header.readUInt16BE(lengthAt);
  if (length > largestBytes || !isHeader(header)) return 'broken';
  const end = at + headerBytes + length;
  return stream.length < end ? 'partial' : end;
}
