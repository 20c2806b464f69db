import { positive, runCommand } from '../../scripts/commandLine';
import { buildForTests } from '../../scripts/tools';

await runCommand(
  {
    name: 'bench',
    summary:
      'Measures how fast the finished build is, next to a bare React page; ratios count, not ms.',
    options: {
      rounds: {
        type: 'string',
        value: 'number',
        default: '9',
        help: 'Starts of each page, in turn.',
      },
    },
  },
  async ({ rounds }) => {
    const number = positive('rounds', rounds);
    buildForTests();
    const { measure } = await import('./measure');
    await measure(number);
  },
);
