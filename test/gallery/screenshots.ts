import { runCommand } from '../../scripts/commandLine';
import { buildGallery } from '../../scripts/tools';

await runCommand(
  {
    name: 'screenshots',
    summary: 'Takes a picture of each state of the pane; see reports/screenshots/index.html.',
    options: {},
  },
  async () => {
    buildGallery();
    const { takeScreenshots } = await import('./pictures');
    await takeScreenshots();
  },
);
