/** What a caller has of pictures, whoever makes them: `GstPictures` of the peers is one. */
import type { Target } from '../../peers/peer.ts';

export interface Pictures {
  /** Lines of SDP, the m= line first. */
  section(direction?: string, payloadType?: number): string;
  /** The number under which a video line of the client has the caller's format. */
  numberIn(section: string): number | undefined;
  talkTo(target: Target, payloadType?: number): Promise<void>;
  stop(): Promise<void>;
}
