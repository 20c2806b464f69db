import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';

/** A program with its arguments, started without a shell. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Environment variables; default: those of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Receives what the program prints, in pieces; it is printed here too. */
  readonly onOutput?: (text: string) => void;
  /** Reads a failure from all that the program printed, where its exit code does not tell. */
  readonly hasFailed?: (output: string) => boolean;
}

/** Time for the last output of a program that has ended; a child of it may keep the output open. */
const lastOutputMs = 1_000;

/**
 * Runs a program until it ends, with a time limit. Also stops its children.
 *
 * @returns true for exit code 0, unless what it printed tells of a failure
 */
export async function run(
  program: Program,
  timeoutMs: number,
  stop?: AbortSignal,
): Promise<boolean> {
  const { hasFailed, onOutput } = program;
  let printed = '';
  const collect = (text: string) => {
    printed += text;
    onOutput?.(text);
  };
  const child = startProgram(hasFailed === undefined ? program : { ...program, onOutput: collect });
  const timer = setTimeout(() => stopProgram(child), timeoutMs);
  const onAbort = () => stopProgram(child);
  stop?.addEventListener('abort', onAbort, { once: true });
  const status = await new Promise<number | null>((resolve) =>
    child
      .once('close', resolve)
      .once('exit', (code) => void setTimeout(() => resolve(code), lastOutputMs).unref())
      .once('error', () => resolve(null)),
  );
  clearTimeout(timer);
  stop?.removeEventListener('abort', onAbort);
  return status === 0 && hasFailed?.(printed) !== true;
}

/**
 * Starts a program in its own process group, so that its children can be stopped too. Without
 * input, so that it cannot wait for an answer.
 */
export function startProgram({
  command,
  args,
  env = process.env,
  onOutput,
}: Program): ChildProcess {
  const output = onOutput === undefined ? 'inherit' : 'pipe';
  const child = spawn(command, args, {
    env,
    stdio: ['ignore', output, output],
    detached: process.platform !== 'win32',
  });
  if (onOutput !== undefined) {
    child.stdout?.pipe(process.stdout, { end: false });
    child.stderr?.pipe(process.stderr, { end: false });
    child.stdout?.setEncoding('utf8').on('data', onOutput);
    child.stderr?.setEncoding('utf8').on('data', onOutput);
  }
  return child;
}

/** Stops a program and its children. */
export function stopProgram({ pid }: { readonly pid?: number | undefined }): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { timeout: 10_000 });
    return;
  }
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // The program has already ended.
  }
}
