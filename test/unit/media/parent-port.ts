/** Runs the media process under plain Node: gives it the port of an Electron utility process over Node's own channel. */
import { EventEmitter } from 'node:events';

const port = new EventEmitter();
process.on('message', (data) => port.emit('message', { data, ports: [] }));
process.once('disconnect', () => process.exit());
Reflect.set(process, 'parentPort', Object.assign(port, { postMessage: (message: object) => process.send?.(message) }));
await import('../../../main/media/process.ts');
