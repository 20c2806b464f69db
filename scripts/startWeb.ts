import { runCommand } from './commandLine';
import { startAddin } from './excel/addin';

await runCommand(
  {
    name: 'start:web',
    summary:
      'Starts the development server and opens a workbook in Excel on the web with the add-in; stays until Ctrl+C or npm stop.',
    options: {
      document: {
        type: 'string',
        value: 'address',
        help: 'The https address of a workbook in OneDrive or SharePoint.',
      },
    },
  },
  ({ document }) => startAddin('web', document),
);
