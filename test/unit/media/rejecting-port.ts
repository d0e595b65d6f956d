/** The media process under plain Node, with a stray rejection that holds all that an instruction brought. */
import './parent-port.ts';

process.on('message', (data) => {
  void Promise.reject(new Error(`no use for ${JSON.stringify(data)}`));
});
