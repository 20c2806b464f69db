import { runCommand } from './commandLine';
import { startAddin } from './excel/addin';

await runCommand(
  {
    name: 'start',
    summary:
      'Starts the development server and Excel for the desktop with the add-in; stays until Ctrl+C or npm stop.',
    options: {},
  },
  () => startAddin('desktop'),
);
