import { runCommand } from '../../scripts/commandLine';
import { buildForTests, buildGallery } from '../../scripts/tools';

await runCommand(
  {
    name: 'screenshots:readme',
    summary:
      "Takes this repository's pictures: some states of the pane, and the sandbox with an open session.",
    options: {
      folder: {
        type: 'string',
        value: 'path',
        default: 'assets/readme',
        help: 'Where to write them.',
      },
    },
  },
  async ({ folder }) => {
    buildForTests();
    buildGallery();
    const { takeScreenshots } = await import('./pictures');
    await takeScreenshots();
    const { takeReadmePictures } = await import('./readmePictures');
    await takeReadmePictures(folder);
  },
);
