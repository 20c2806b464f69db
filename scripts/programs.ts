import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';

/** A program with its arguments; no shell reads them. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Its environment; without one, that of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end, at most for so long; what it started ends with it. @returns whether it ended well. */
export async function run(program: Program, limitMs: number, stop?: AbortSignal): Promise<boolean> {
  const child = begin(program);
  const timer = setTimeout(() => end(child), limitMs);
  const endIt = () => end(child);
  stop?.addEventListener('abort', endIt, { once: true });
  const status = await new Promise<number | null>((resolve) =>
    child.once('close', resolve).once('error', () => resolve(null)),
  );
  clearTimeout(timer);
  stop?.removeEventListener('abort', endIt);
  return status === 0;
}

/** Starts a program in a process group of its own, so that its children can be ended too; without input, so that it cannot wait for an answer. */
export function begin({ command, args, env = process.env }: Program): ChildProcess {
  return spawn(command, args, {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  });
}

/** Ends a program and what it started. */
export function end({ pid }: { readonly pid?: number | undefined }): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { timeout: 10_000 });
    return;
  }
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
}
