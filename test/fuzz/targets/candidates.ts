import assert from 'node:assert/strict';
import fc from 'fast-check';
import { candidateLine, readCandidates } from '../../../main/media/ice/candidates/candidate-lines.ts';
import { readCredentials } from '../../../main/media/ice/candidates/credentials.ts';
import { readRemoteCandidates } from '../../../main/media/ice/candidates/remote-candidates.ts';
import { admittedEndpoint, isAdmitted } from '../../../main/media/sdp/far-address.ts';
import { editedTexts, hostileText } from '../shapes/mutations.ts';
import { fuzzTarget } from '../target.ts';

const reach = { loopback: false };
const admits = (host: string, port: unknown) => admittedEndpoint(host, port, reach);

const good = [
  'a=candidate:1 1 UDP 2130706431 192.168.1.20 50020 typ host ',
  'a=candidate:2 1 TCP-PASS 174455807 198.51.100.9 52411 typ relay raddr 192.168.1.20 rport 52411 ',
  'a=x-candidate-ipv6:3 2 UDP 184547838 2001:db8::9 57312 typ relay raddr 203.0.113.4 rport 50029 ',
  'a=candidate:Ou1cFW7ZrXbV5Yb5uT6gC0w 1 9TsEbkyVA1VbG5b5Yt5PXw UDP 0.830 192.168.1.20 50022',
  'a=remote-candidates:1 10.0.0.1 50000 2 10.0.0.1 50001',
  'a=ice-ufrag:Rw2a',
  'a=ice-pwd:yk3Vn6MXXcGhIr29kZFgZyAi',
].join('\n');
const pieces = [
  ...['a=candidate:', ' ', '\t', 'typ', 'host', 'UDP', 'TCP', 'tcptype', 'active', 'raddr', '::', '::1', '127.0.0.1'],
  ...['0', '-1', '65536', '1e3', '4294967296', '__proto__', ':', '\n', '٣'],
];

const timed = (text: string) => () => readCandidates(text.split('\n'), admits);

export default fuzzTarget({
  about: 'ICE lines of session descriptions',
  inputs: fc.oneof(editedTexts(fc.constant(good), pieces, 8), hostileText),
  run(text) {
    const lines = text.split('\n');
    const { udp, tcp } = readCandidates(lines, admits);
    for (const candidate of [...udp, ...tcp]) {
      assert.ok(isAdmitted(candidate.host, reach) && candidate.port >= 1024 && candidate.port < 65_536);
      assert.doesNotMatch(candidateLine(candidate), /[\r\n\0]|undefined|NaN/);
    }
    for (const { host } of readRemoteCandidates(lines, admits)) assert.ok(isAdmitted(host, reach));
    const credentials = readCredentials(lines, []);
    if (credentials !== null) assert.doesNotMatch(credentials.ufrag + credentials.pwd, /[\s:\0]/);
  },
  growing: {
    lines: (size) => timed('a=candidate:1 1 UDP 1 10.0.0.1 5000 typ host\n'.repeat(size / 45)),
    'different ports': (size) =>
      timed(
        Array.from({ length: size / 45 }, (_, at) => `a=candidate:1 1 UDP 1 10.0.0.1 ${1024 + at} typ host`).join('\n'),
      ),
    'words in a line': (size) => timed(`a=candidate:1 1 UDP 1 10.0.0.1 5000 typ host${' x'.repeat(size / 2)}`),
    blanks: (size) => timed(`a=candidate:1${' '.repeat(size)}`),
  },
});
