import { runCommand } from './commandLine';
import { stopAddin } from './excel/addin';

await runCommand(
  {
    name: 'stop',
    summary: 'Takes the add-in out of Excel and stops the development server.',
    options: {},
  },
  stopAddin,
);
