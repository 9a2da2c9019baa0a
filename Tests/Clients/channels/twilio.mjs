// Twilio's own validator: reads {token, signature, url, params} a line from the input, and writes true or false.
import { createInterface } from 'node:readline';
import twilio from 'twilio';

for await (const line of createInterface({ input: process.stdin })) {
  const { token, signature, url, params } = JSON.parse(line);
  console.log(JSON.stringify(twilio.validateRequest(token, signature, url, params)));
}
