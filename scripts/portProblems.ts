import { createServer } from 'node:net';
import { devServerPort, isPortInUse } from './ports';
import type { Problem } from './problems';
import { ProblemError } from './problems';

/** Why the development server cannot have its port, which the manifest and the registration name. */
export type PortFault = 'taken' | 'refused';

/** Looks whether a program of this user can listen at a port of this machine. */
export async function findPortFault(port: number): Promise<PortFault | undefined> {
  if (await isPortInUse(port)) return 'taken';
  const code = await new Promise((resolve) => {
    const probe = createServer();
    probe
      .once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
      .listen({ port, host: 'localhost' }, () => probe.close(() => resolve(undefined)));
  });
  if (code === 'EADDRINUSE') return 'taken';
  return code === 'EACCES' ? 'refused' : undefined;
}

/** @throws ProblemError where webpack-dev-server would end with a stack trace */
export async function requirePort(port = devServerPort): Promise<void> {
  const fault = await findPortFault(port);
  if (fault !== undefined) throw new ProblemError([portProblem(fault, process.platform)]);
}

export function portProblem(fault: PortFault, platform: NodeJS.Platform): Problem {
  const windows = platform === 'win32';
  if (fault === 'taken') {
    const find = windows ? 'netstat -ano | findstr :3000' : 'lsof -i :3000';
    return {
      what: 'Port 3000 is taken by another program, or the pane is running already.',
      fix: `npm stop   (npm run dev-server: Ctrl+C in its window; if it is another program: ${find})`,
    };
  }
  // Windows reserves ranges of ports at each start; WinNAT does so anew when it is started.
  return windows
    ? {
        what: 'This machine refuses port 3000: Windows may have reserved it for Hyper-V, WSL or Docker.',
        fix: 'net stop winnat   (then net start winnat, both in a terminal of an administrator)',
      }
    : {
        what: 'This machine refuses port 3000 to programs of this user.',
        fix: 'Allow port 3000 in the rules of this machine, then try again.',
      };
}
