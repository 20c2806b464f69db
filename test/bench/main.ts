import { positive, runCommand } from '../../scripts/commandLine';
import { ProblemError } from '../../scripts/problems';
import type { SettingOfBench } from './benchSettings';
import { benchSettings } from './benchSettings';

const settingNames = Object.keys(benchSettings) as readonly SettingOfBench[];

await runCommand(
  {
    name: 'bench',
    summary:
      'Measures how fast the finished build is for a signed-in user, next to an earlier build, a pane of the same packages in one bundle, and office.js alone; ratios count, not ms.',
    options: {
      rounds: {
        type: 'string',
        value: 'number',
        default: '9',
        help: 'Journeys with each pane, in turn.',
      },
      against: {
        type: 'string',
        value: 'commit',
        default: '24a39fc',
        help: 'Commit of the earlier build, which is made once and kept in reports/bench.',
      },
      only: {
        type: 'string',
        value: settingNames.join('|'),
        help: 'One setting: a slowed processor, or distant servers.',
      },
    },
  },
  async ({ rounds, against, only }) => {
    const number = positive('rounds', rounds);
    const settings = settingNames.filter((name) => only === undefined || name === only);
    if (settings.length === 0) {
      throw new ProblemError([
        {
          what: `--only is ${only ?? ''}.`,
          fix: `Example: --only ${settingNames.join(', --only ')}`,
        },
      ]);
    }
    const { measure } = await import('./measure');
    await measure(number, against, settings);
  },
);
