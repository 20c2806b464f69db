import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import JSZip from 'jszip';
import { root } from '../paths';
import { aroundConfiguration, fill, setupPage } from './setupPage';

// The earliest date that a zip file can hold. A fixed one, so that the same source gives the same
// bytes.
const date = new Date('1980-01-01T00:00:00Z');

/** Name of the archive, and of the one folder in it. */
export const archiveName = (version: string): string => `session-keeper-${version}`;

/**
 * Files of the archive by path: the build in `pane`, the page that sets it up, a text to read first
 * and the licence. The build's manifest stays out, because it is that of the default origin.
 *
 * @param dist folder of a production build with the default settings
 */
export async function archiveFiles(
  dist: string,
  version: string,
): Promise<ReadonlyMap<string, Buffer>> {
  const read = (name: string): string => readFileSync(join(dist, name), 'utf8');
  const setup = await setupPage(
    { manifest: read('manifest.xml'), taskpane: aroundConfiguration(read('taskpane.html')) },
    version,
  );
  const readme = readFileSync(new URL('README.txt', import.meta.url), 'utf8');
  const pane = filesBelow(dist).filter((name) => name !== 'manifest.xml');
  return new Map([
    ['LICENSE.txt', readFileSync(`${root}LICENSE`)],
    ['README.txt', Buffer.from(fill(readme, { version }))],
    ...pane.map((name) => [`pane/${name}`, readFileSync(join(dist, name))] as const),
    ['setup.html', Buffer.from(setup)],
  ]);
}

/** The archive as a zip file, which Windows opens without another program. */
export function zip(files: ReadonlyMap<string, Buffer>, folder: string): Promise<Buffer> {
  const archive = new JSZip();
  for (const [path, content] of files) {
    archive.file(`${folder}/${path}`, content, { date, createFolders: false });
  }
  return archive.generateAsync({
    type: 'nodebuffer',
    compression: 'DEFLATE',
    compressionOptions: { level: 9 },
  });
}

/** Paths of the files in a folder, with slashes, sorted. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, '/'))
    .sort();
}
