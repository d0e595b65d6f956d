/** On one machine every candidate is there at once; this bounds the wait for a network that does not answer. */
const gatheringDeadlineMs = 1000;

/** Resolves when all candidates are in the connection's local description. */
export function candidatesGathered(peer: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => finish(), gatheringDeadlineMs);
    const finish = () => {
      clearTimeout(deadline);
      peer.removeEventListener('icegatheringstatechange', check);
      resolve();
    };
    const check = () => {
      if (peer.iceGatheringState === 'complete') finish();
    };
    peer.addEventListener('icegatheringstatechange', check);
    check();
  });
}
