'use strict';

const reason =
  'This repository leaves out @microsoft/app-manifest, which reads JSON manifests: its own manifest is XML. See scripts/stubs/README.md.';

/** Every method of AppManifestUtils, and whatever else is taken from it, throws. */
exports.AppManifestUtils = new Proxy(
  {},
  {
    get() {
      throw new Error(reason);
    },
  },
);
