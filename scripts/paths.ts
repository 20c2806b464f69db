import { fileURLToPath } from 'node:url';

/** The top of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL('../', import.meta.url));
/** The file with the settings of this checkout; it may be missing. */
export const dotenv = `${root}.env`;
