/** The least that Node does to a packet: from one socket to another. Arguments: the port that it goes to. */
import { boundSocket } from './forwarder.ts';

const target = Number(process.argv[2]);
const [inner, outer] = [await boundSocket(), await boundSocket()];
inner.on('message', (datagram) => outer.send(datagram, target, '127.0.0.1'));
process.send?.({ port: inner.address().port });
process.on('disconnect', () => process.exit());
