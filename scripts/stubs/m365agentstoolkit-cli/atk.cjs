#!/usr/bin/env node
'use strict';

process.stderr.write(
  'This repository leaves out @microsoft/m365agentstoolkit-cli, which installs add-ins with a JSON manifest: its own manifest is XML. See scripts/stubs/README.md.\n',
);
process.exitCode = 1;
