import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { runCommand } from '../../scripts/commandLine';
import { stopProgram } from '../../scripts/programs';
import type { Smallest } from './smallest';
import { smallest } from './smallest';
import { startsAndStops } from './startWebCommand';

const tenMinutesMs = 600_000;
const startWeb = 'start:web';

await runCommand(
  {
    name: 'test:docs',
    summary:
      'Runs the commands of the documents that npm test does not run, in their smallest form: all, or the named ones.',
    options: {},
    choices: [...Object.keys(smallest), startWeb],
  },
  async (_values, chosen) => {
    const isChosen = (name: string): boolean => chosen.length === 0 || chosen.includes(name);
    for (const [name, command] of Object.entries(smallest)) {
      if (!isChosen(name)) continue;
      console.log(`\n— npm ${command.args.join(' ')}`);
      report(name, (await run(command)) ? undefined : 'see above');
    }
    if (!isChosen(startWeb)) return;
    console.log('\n— npm run start:web, npm stop');
    report(startWeb, await startsAndStops());
  },
);

function report(name: string, problem: string | undefined): void {
  console.log(problem === undefined ? `✓ ${name}` : `✗ ${name}: ${problem}`);
  if (problem !== undefined) process.exitCode = 1;
}

/**
 * True if the output matches and the command ends successfully; npm reports the signal that ended
 * it as a failure.
 */
async function run({ args, env, says, makes, stays }: Smallest): Promise<boolean> {
  if (makes !== undefined) rmSync(makes[0], { force: true });
  const child = spawn('npm', args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const limit = setTimeout(() => stopProgram(child), tenMinutesMs);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    process.stdout.write(text);
    said += text;
    if (stays && says.test(said)) stopProgram(child);
  });
  const status = await new Promise((resolve) =>
    child.once('close', resolve).once('error', resolve),
  );
  clearTimeout(limit);
  return (
    says.test(said) &&
    (stays === true || status === 0) &&
    (makes === undefined || hasText(...makes))
  );
}

function hasText(file: string, text: string): boolean {
  try {
    return readFileSync(file, 'utf8').includes(text);
  } catch {
    return false;
  }
}
