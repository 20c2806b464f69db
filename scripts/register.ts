import { loadSettings } from './build/settings';
import { runCommand } from './commandLine';
import { requireNode } from './nodeVersion';
import { dotenv } from './paths';
import { register } from './registration/azureCli';

await runCommand(
  {
    name: 'register',
    summary:
      'Registers the pane with Microsoft Entra by the Azure CLI and writes CLIENT_ID into .env; without the Azure CLI, prints the steps.',
    options: { 'dry-run': { type: 'boolean', help: 'Print what would be done, and do nothing.' } },
  },
  (values) => {
    requireNode();
    return register(loadSettings(dotenv), dotenv, values['dry-run']);
  },
);
