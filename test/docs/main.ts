import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { end } from '../commands/programs';
import type { Smallest } from './smallest';
import { smallest } from './smallest';
import { startsAndStops } from './startWeb';

// npm run docs:commands [-- bench sandbox]: runs the commands of the documents that npm test does not run, in their smallest form.
const tenMinutesMs = 600_000;
const asked = process.argv.slice(2);

for (const [name, command] of Object.entries(smallest)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n— npm ${command.args.join(' ')}`);
  const works = await run(command);
  console.log(`${works ? '✓' : '✗'} ${name}`);
  if (!works) process.exitCode = 1;
}

if (asked.length === 0 || asked.includes('start:web')) {
  console.log('\n— npm run start:web, npm stop');
  const problem = await startsAndStops();
  console.log(problem === undefined ? '✓ start:web' : `✗ start:web: ${problem}`);
  if (problem !== undefined) process.exitCode = 1;
}

/** Whether it says what it must and ends well; npm tells the signal that ended it as a failure. */
async function run({ args, env, says, makes, stays }: Smallest): Promise<boolean> {
  if (makes !== undefined) rmSync(makes[0], { force: true });
  const child = spawn('npm', args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const limit = setTimeout(() => end(child), tenMinutesMs);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    process.stdout.write(text);
    said += text;
    if (stays && says.test(said)) end(child);
  });
  const status = await new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  clearTimeout(limit);
  return says.test(said) && (stays === true || status === 0) && (makes === undefined || hasText(...makes));
}

function hasText(file: string, text: string): boolean {
  try {
    return readFileSync(file, 'utf8').includes(text);
  } catch {
    return false;
  }
}
