const largestBytes = 64 * 1024;
const mostLines = 1000;
const mostMedia = 32;

/** What makes a session description too large to parse, in words; null where it is within 64 KiB, 1,000 lines and 32 m= lines. */
export function sdpExcess(text: string): string | null {
  // No text has fewer bytes than characters, and to count the bytes of megabytes takes milliseconds.
  if (text.length > largestBytes || Buffer.byteLength(text) > largestBytes)
    return `SDP is larger than ${largestBytes} bytes`;
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > mostLines) return `SDP has more than ${mostLines} lines`;
  if (lines.filter((line) => line.startsWith('m=')).length > mostMedia)
    return `SDP has more than ${mostMedia} m= lines`;
  return null;
}
