import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createFrameReader, type FrameForm } from '../../../../../main/media/ice/framing/frame-reader.ts';
import {
  createDatagramReader,
  framedDatagram,
  nullFrame,
} from '../../../../../main/media/ice/framing/framed-datagrams.ts';
import '../../../same-inputs.ts';

const datagrams = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 8 });

/** The same bytes in pieces of these sizes. */
function pieces(stream: Buffer, sizes: readonly number[]): Buffer[] {
  const cut: Buffer[] = [];
  for (let at = 0, turn = 0; at < stream.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    cut.push(stream.subarray(at, at + size));
    at += size;
  }
  return cut;
}

test('datagrams come out of a stream as they went in, however it is cut', () => {
  fc.assert(
    fc.property(datagrams, fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (sent, sizes) => {
      const stream = Buffer.concat(sent.map((each) => framedDatagram(Buffer.from(each))));
      const reader = createDatagramReader();
      const got = pieces(stream, sizes).flatMap((piece) => {
        const { datagrams: complete, broken } = reader.read(piece);
        assert.equal(broken, false);
        return complete;
      });
      assert.deepEqual(
        got,
        sent.map((each) => Buffer.from(each)),
      );
    }),
  );
});

test('frames of nothing are passed over', () => {
  const reader = createDatagramReader();
  const stream = Buffer.concat([nullFrame, framedDatagram(Buffer.from('voice')), nullFrame]);
  assert.deepEqual(reader.read(stream).datagrams.map(String), ['voice']);
});

test('a stream that announces more than any far side sends is broken for good, and what came before counts', () => {
  const reader = createDatagramReader();
  const first = reader.read(Buffer.concat([framedDatagram(Buffer.from('voice')), Buffer.from([0x10, 1])]));
  assert.deepEqual([first.datagrams.map(String), first.broken], [['voice'], true]);
  assert.deepEqual(reader.read(framedDatagram(Buffer.from('later'))), { datagrams: [], broken: true });
});

test('any bytes at all are read, and no more than one frame is kept of them', () => {
  const form: FrameForm = { headerBytes: 4, lengthAt: 2, largestBytes: 100, isHeader: (header) => header[0] === 2 };
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 })), (chunks) => {
      const reader = createFrameReader(form);
      for (const chunk of chunks) {
        const { frames } = reader.read(Buffer.from(chunk));
        for (const { header, body } of frames) {
          assert.equal(header.length, 4);
          assert.equal(body.length, header.readUInt16BE(2));
          assert.ok(body.length <= 100);
        }
      }
    }),
  );
});
