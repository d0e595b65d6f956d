/** What runs in the page: each function by itself, without anything around it. */

interface PageGlobals {
  connections: RTCPeerConnection[];
}

/** Before the page's own script: keeps the connections that it makes, for {@link firstPacket}. */
export function keepConnections(): void {
  const globals = globalThis as unknown as PageGlobals & { RTCPeerConnection: typeof RTCPeerConnection };
  const connections: RTCPeerConnection[] = [];
  globals.connections = connections;
  globals.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
}

/** When the page's latest connection got its first packet, in milliseconds of the system's clock. */
export async function firstPacket(): Promise<number> {
  for (;;) {
    const stats = await (globalThis as unknown as PageGlobals).connections.at(-1)?.getStats();
    let got = false;
    stats?.forEach((entry: RTCInboundRtpStreamStats) => {
      if (entry.type === 'inbound-rtp' && (entry.packetsReceived ?? 0) > 0) got = true;
    });
    if (got) return performance.timeOrigin + performance.now();
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/**
 * Two connections in this page: the caller says a tone, and its offer is read; then somebody answers, with a microphone that is opened for it, as the
 * app's is.
 */
export async function talkBare(): Promise<{ readonly here: number; readonly there: number }> {
  const context = new AudioContext();
  const tone = new OscillatorNode(context);
  const voice = context.createMediaStreamDestination();
  tone.connect(voice);
  tone.start();
  const [caller, callee] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const pass = (from: RTCPeerConnection, to: RTCPeerConnection) => {
    from.addEventListener('icecandidate', ({ candidate }) => void to.addIceCandidate(candidate ?? undefined));
  };
  const first = async (connection: RTCPeerConnection): Promise<number> => {
    for (;;) {
      let got = false;
      (await connection.getStats()).forEach((entry: RTCInboundRtpStreamStats) => {
        if (entry.type === 'inbound-rtp' && (entry.packetsReceived ?? 0) > 0) got = true;
      });
      if (got) return performance.now();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  for (const track of voice.stream.getTracks()) caller.addTrack(track);
  await caller.setLocalDescription();
  if (caller.localDescription !== null) await callee.setRemoteDescription(caller.localDescription);
  pass(caller, callee);
  pass(callee, caller);
  const pressed = performance.now();
  const both = Promise.all([first(callee), first(caller)]);
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
  for (const track of microphone.getTracks()) callee.addTrack(track);
  await callee.setLocalDescription();
  if (callee.localDescription !== null) await caller.setRemoteDescription(callee.localDescription);
  const [here, there] = await both;
  caller.close();
  callee.close();
  await context.close();
  return { here: here - pressed, there: there - pressed };
}
