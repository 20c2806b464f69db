import { pathToFileURL } from 'node:url';
import { runCommand } from './commandLine';
import { root } from './paths';
import { ProblemError } from './problems';
import { weighBuild } from './size/build';
import { installedMiB } from './size/installed';

/** A larger installation is a warning of a surprise, not a failure. 580 is expected. */
const installLimitMiB = 590;

await runCommand(
  {
    name: 'size',
    summary: 'Weighs the finished build, and what npm ci installs, against their limits.',
    options: {},
  },
  () => {
    const build = weighBuild(pathToFileURL(`${root}dist/`));
    if (build === undefined) {
      throw new ProblemError([
        { what: 'There is no finished build in dist.', fix: 'npm run build' },
      ]);
    }
    // Packages with native programs differ in size on other platforms.
    const isMeasured = process.platform === 'linux' && process.arch === 'x64';
    const installed = {
      what: 'what npm ci installs',
      weight: installedMiB(),
      limit: installLimitMiB,
      unit: 'MiB' as const,
    };
    const rows = isMeasured ? [...build, installed] : build;
    if (build.some(({ weight, limit }) => weight > limit)) process.exitCode = 1;
    return rows
      .map((row) => {
        const { what, weight, limit, unit } = row;
        const mark = weight <= limit ? '  ok' : row === installed ? 'WARN' : 'OVER';
        return `${mark}  ${weight.toFixed(1).padStart(6)} of ${String(limit).padStart(3)} ${unit.padEnd(3)}  ${what}`;
      })
      .join('\n');
  },
);
