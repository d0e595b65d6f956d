import { readFileSync } from 'node:fs';
import { Agent, request as send } from 'node:https';
import { app } from 'electron';

let agent: Agent | null = null;

/** One exchange with the server that the command line names, over a connection that is kept. */
export function request(method: string, path: string, body: string, done: (text: string) => void): void {
  const { commandLine } = app;
  agent ??= new Agent({ keepAlive: true, ca: readFileSync(commandLine.getSwitchValue('extra-ca')) });
  const url = new URL(path, commandLine.getSwitchValue('server'));
  const headers = { 'content-type': 'application/sdp', 'content-length': Buffer.byteLength(body) };
  const outgoing = send(url, { method, agent, headers }, (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      text += chunk;
    });
    response.on('end', () => done(text));
  });
  outgoing.on('error', () => app.exit(1));
  outgoing.end(body);
}
