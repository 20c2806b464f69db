import { runCommand } from '../../scripts/commandLine';
import { isPortInUse } from '../../scripts/ports';
import { requireNode } from '../../scripts/nodeVersion';
import { ProblemError } from '../../scripts/problems';
import { buildForTests } from '../../scripts/tools';
import { localhostCertificate } from './certificate';
import { createFetch } from './worldFetch';
import { PortTaken } from './openPorts';
import type { SandboxWorld } from './world';

const port = (value: string, of: string) =>
  ({ type: 'string', value: 'port', default: value, help: `Port of ${of}; 0 takes any.` }) as const;

const command = {
  name: 'sandbox',
  summary:
    'Runs the pane in a world of its own on this machine: Excel, sign-in and Microsoft Graph; without an account and without Excel.',
  options: {
    'excel-port': port('8443', "Excel's page"),
    'pane-port': port('3000', 'the pane'),
    'identity-port': port('8444', 'sign-in'),
    'graph-port': port('8445', 'Microsoft Graph'),
  },
} as const;

await runCommand(command, async (values) => {
  requireNode();
  const ports = {
    excel: portOf('excel-port', values['excel-port']),
    pane: portOf('pane-port', values['pane-port']),
    identity: portOf('identity-port', values['identity-port']),
    graph: portOf('graph-port', values['graph-port']),
  };
  requireDifferent(values);
  // Before the build, which replaces the files of a sandbox that runs. A program may listen on the
  // other address of localhost only, which the browser tries first.
  for (const wanted of Object.values(ports)) {
    if (wanted !== 0 && (await isPortInUse(wanted))) {
      await explain(new PortTaken(wanted), ports.excel);
    }
  }
  buildForTests();
  // Imported late: oidc-provider warns about old Node versions on import.
  const { startWorld } = await import('./world');
  const world = await startWorld({ mode: 'localhost', ports }).catch((error: unknown) =>
    explain(error, ports.excel),
  );
  // Ctrl+C signals every process of the terminal; `kill` signals only this one.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void world.close().then(() => console.log('\nThe sandbox has stopped.'));
    });
  }
  return welcome(world);
});

function portOf(option: string, text: string): number {
  const number = Number(text);
  if (/^\d{1,5}$/.test(text) && number <= 65_535) return number;
  throw new ProblemError([
    {
      what: `--${option} is ${text}: it must be a port, 0 to 65535.`,
      fix: `Example: --${option} 8443`,
    },
  ]);
}

/** Refuses one port for two parts: a user in search of a free port may name another's default. */
function requireDifferent(values: Readonly<Record<keyof typeof command.options, string>>): void {
  const options = Object.entries(values).filter(([, text]) => Number(text) !== 0);
  for (const [index, [option, text]] of options.entries()) {
    const [other] =
      options.slice(0, index).find(([, taken]) => Number(taken) === Number(text)) ?? [];
    if (other !== undefined) {
      throw new ProblemError([
        {
          what: `--${other} and --${option} are both ${text}: each needs its own port.`,
          fix: `Example: --${other} 0 takes any port that is free.`,
        },
      ]);
    }
  }
}

async function explain(error: unknown, excelPort: number): Promise<never> {
  if (!(error instanceof PortTaken)) throw error;
  if (await isSandbox(excelPort)) {
    throw new ProblemError([
      {
        what: 'The sandbox is already running.',
        fix: `Open https://localhost:${excelPort}/, or stop it first.`,
      },
    ]);
  }
  throw new ProblemError([
    {
      what: `Port ${error.port} is taken by another program.`,
      fix: 'Stop that program, or choose another port: npm run sandbox -- --help',
    },
  ]);
}

async function isSandbox(port: number): Promise<boolean> {
  const origin = `https://localhost:${port}`;
  try {
    const fetch = createFetch(await localhostCertificate(), new Map([[origin, port]]));
    return (await fetch(`${origin}/sandbox/world.json`)).ok;
  } catch {
    return false;
  }
}

function welcome({ openUrl, origins, certificate }: SandboxWorld): string {
  if (certificate.trusted) {
    return `Excel's page is at ${origins.excel}/ (with your developer certificate). Ctrl+C stops the sandbox.`;
  }
  return `Open ${openUrl}

The sandbox made its own certificate, so your browser will warn that the connection is not private: choose
"Advanced", then "Continue to localhost". Chrome and Edge ask once; Firefox asks once for each of four ports
and goes on by itself. Nothing leaves this machine. To have no warning at all, run
"npx office-addin-dev-certs install" and start the sandbox anew.

Ctrl+C stops the sandbox.`;
}
