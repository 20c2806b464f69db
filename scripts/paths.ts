import { fileURLToPath } from 'node:url';

/** Path of the repository's root, with a slash at its end. */
export const root = fileURLToPath(new URL('../', import.meta.url));
/** Path of the settings file, which may be missing. */
export const dotenv = `${root}.env`;
