// Holds a conversation through the Teams emulator (whose routes for driving it are its own internals, hence the pinned version):
// writes every message that it shows, and does what comes in on the input: {"say": text}, {"submit": data, "on": message id}
// or {"execute": data, "on": message id}, which tells what the card becomes.
import { createInterface } from 'node:readline';
import WebSocket from 'ws';

const [address] = process.argv.slice(2);
const { config } = await (await fetch(`${address}/_internal/v1/config`)).json();
const conversation = config.personalChat.id;
const user = config.currentUser.id;
const tell = (what) => console.log(JSON.stringify(what));
const post = (path, body) => fetch(`${address}/_conversation/v1/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const socket = new WebSocket(`${address.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`);
socket.on('message', (data) => tell({ shown: JSON.parse(data.toString()) }));
await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
tell({ ready: true, user });

for await (const line of createInterface({ input: process.stdin })) {
  const { say, submit, execute, on } = JSON.parse(line);
  const press = { conversation: { id: conversation }, from: { id: user }, replyToId: on };
  const response = say !== undefined ? await post(`conversations/${conversation}/messages`, { from: { id: user }, text: say, textFormat: 'plain' })
    : submit !== undefined ? await post('submit', { ...press, value: submit })
    : await post('invoke', { ...press, name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', verb: execute.conversation, data: execute }, trigger: 'manual' } });
  tell(execute === undefined ? { done: response.status } : { executed: await response.json() });
}
socket.close();
