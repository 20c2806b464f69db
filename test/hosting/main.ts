import { runCommand } from '../../scripts/commandLine';
import { ProblemError } from '../../scripts/problems';
import { buildForTests, runTool } from '../../scripts/tools';
import { ensureBrowser } from '../support/ensureBrowser';
import { hasNginx } from '../support/nginx';

const slice = ['wholeWay', 'wayIn', 'signIn', 'workbookAddresses'];

await runCommand(
  {
    name: 'test:nginx',
    summary:
      'Runs a part of the browser tests with the build served by nginx; skipped where there is no nginx.',
    options: {},
  },
  () => {
    if (!hasNginx()) {
      return 'Skipped: there is no nginx on this machine (Debian: apt-get install nginx-light).';
    }
    if (!ensureBrowser()) {
      throw new ProblemError([{ what: 'There is no browser.', fix: 'See above.' }]);
    }
    buildForTests();
    runTool('playwright', ['test', '--config', 'test/playwright.config.ts', ...slice], {
      ...process.env,
      PANE_SERVER: 'nginx',
    });
    return undefined;
  },
);
