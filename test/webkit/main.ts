import { runCommand } from '../../scripts/commandLine';
import { ProblemError } from '../../scripts/problems';
import { buildForTests } from '../../scripts/tools';
import { askDebian } from '../support/debian';
import { webkitPath } from './browser';

const packages = ['webkit2gtk-driver', 'xvfb'];

await runCommand(
  {
    name: 'test:webkit',
    summary:
      'Tests signing in, the card and leaving in WebKit, the engine of Safari and of Excel on Mac. On Debian it installs WebKitGTK first.',
    options: {},
  },
  async () => {
    if (webkitPath() === undefined) askDebian(packages);
    const binary = webkitPath();
    if (binary === undefined) {
      const what = 'WebKitGTK with its WebDriver and Xvfb are needed; Debian and Ubuntu have them.';
      throw new ProblemError([
        { what, fix: `apt-get install --no-install-recommends ${packages.join(' ')}` },
      ]);
    }
    buildForTests();
    const { goAll } = await import('./run');
    await goAll(binary);
  },
);
