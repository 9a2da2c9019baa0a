// Holds a conversation through the unmodified botframework-directlinejs, told by commands on standard input, one JSON a
// line; tells what happens the same way on standard output.
//   {"post": activity} -> {"posted": id} or {"failed": status}
//   {"upload": {"text", "name", "type", "base64"}} -> the same
//   {"end": true}
// Also told: {"status": name}, {"activity": activity}, {"token": token}.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const XMLHttpRequest = require('xhr2');
const settings = JSON.parse(process.argv[2]);

// xhr2 can't send a FormData, which Node has: it is made into bytes on the way, as a browser does.
const send = XMLHttpRequest.prototype.send;
XMLHttpRequest.prototype.send = function (body) {
  if (!(body instanceof FormData)) return send.call(this, body);
  const encoded = new Response(body);
  encoded.arrayBuffer().then((bytes) => {
    this.setRequestHeader('Content-Type', encoded.headers.get('Content-Type'));
    send.call(this, bytes);
  });
};
globalThis.XMLHttpRequest = XMLHttpRequest;
globalThis.WebSocket = require('ws');
const { DirectLine, ConnectionStatus } = require('botframework-directlinejs');

const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const client = new DirectLine(settings);
client.connectionStatus$.subscribe((status) => tell({ status: ConnectionStatus[status] }));
client.activity$.subscribe((activity) => tell({ activity }), (e) => tell({ broken: String(e) }));

const post = (activity) => client.postActivity(activity).subscribe(
  (posted) => tell({ posted }), (e) => tell({ failed: e.status ?? String(e) }));
createInterface({ input: process.stdin }).on('line', (line) => {
  const command = JSON.parse(line);
  if (command.post) post(command.post);
  if (command.upload) {
    const { text, name, type, base64 } = command.upload;
    // The client reads a file from an address, as it would read a page's blob:.
    const server = createServer((_, answer) => answer.end(Buffer.from(base64, 'base64'), () => server.close()));
    server.listen(0, '127.0.0.1', () => {
      const contentUrl = `http://127.0.0.1:${server.address().port}/${name}`;
      post({ type: 'message', text, from: { id: 'user' }, attachments: [{ contentType: type, contentUrl, name }] });
    });
  }
  if (command.end) { client.end(); process.exit(0); }
});
