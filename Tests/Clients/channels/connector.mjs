// The Bot Framework's JavaScript connector as a caller of a bot, without credentials: posts each activity that comes in a line of the
// input to the bot at the address given, and writes what it answered.
import { createInterface } from 'node:readline';
import { AuthenticationConfiguration, BotFrameworkAuthenticationFactory, PasswordServiceClientCredentialFactory } from 'botframework-connector';

const [address] = process.argv.slice(2);
const client = BotFrameworkAuthenticationFactory.create(
  '', true, '', '', '', '', '', '', '', new PasswordServiceClientCredentialFactory('', ''), new AuthenticationConfiguration(),
).createBotFrameworkClient();
for await (const line of createInterface({ input: process.stdin })) {
  const activity = JSON.parse(line);
  const { status, body } = await client.postActivity('', '', address, 'http://localhost:9/', activity.conversation.id, activity);
  console.log(JSON.stringify({ status, body }));
}
