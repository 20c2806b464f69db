import { parseArgs } from 'node:util';
import { dotenv, settings } from './facts';
import { register } from './register';
import type { Outcome } from './show';
import { start, stopAll } from './show';

// npm start, npm run start:web, npm run serve, npm stop, npm run register. They stand here, beside the sandbox's and the bench's commands, so that the
// same types, lint and tests hold them.
const [command = '', ...rest] = process.argv.slice(2);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());

const commands: Readonly<Record<string, () => Promise<Outcome>>> = {
  start: () => start('desktop', undefined, stop.signal, console.log),
  'start:web': () => start('web', options().document, stop.signal, console.log),
  serve: async () => (await import('./serve')).serve(stop.signal, console.log),
  stop: stopAll,
  register: () => Promise.resolve(register(settings(), dotenv, rest.includes('--dry-run'))),
};

function options(): { readonly document?: string | undefined } {
  try {
    return parseArgs({ args: rest, options: { document: { type: 'string' } } }).values;
  } catch {
    return {};
  }
}

const { status, words } = (await commands[command]?.()) ?? { status: 1, words: `There is no command ${command}.` };
if (status === 0) console.log(words);
else console.error(words);
process.exitCode = status;
