// The fuses of an Electron executable: switches in its bytes that a release is made with.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** In the order of their bytes, as the configuration of the packager calls them. */
const NAMES = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;

export type Fuse = (typeof NAMES)[number];

/** Stands before the version, the number and the states of the fuses. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const ON = '1'.charCodeAt(0);
const OFF = '0'.charCodeAt(0);

async function find(executable: string): Promise<{ file: string; bytes: Buffer; at: number }> {
  const framework = path.join('Frameworks', 'Electron Framework.framework', 'Electron Framework');
  const file =
    process.platform === 'darwin' ? path.resolve(executable, '..', '..', framework) : executable;
  const bytes = await readFile(file);
  const sentinel = bytes.indexOf(SENTINEL);
  if (sentinel < 0) throw new Error(`${file} has no fuses.`);
  return { file, bytes, at: sentinel + SENTINEL.length + 2 };
}

/** Whether each fuse is on; a fuse that the runtime does not have yet is left out. */
export async function readFuses(executable: string): Promise<Partial<Record<Fuse, boolean>>> {
  const { bytes, at } = await find(executable);
  const states = bytes.subarray(at, at + (bytes[at - 1] ?? 0));
  return Object.fromEntries(
    NAMES.flatMap((name, index) => {
      const state = states[index];
      return state === ON || state === OFF ? [[name, state === ON]] : [];
    }),
  );
}

/** Sets fuses of an executable that is a copy made for it. */
export async function setFuses(
  executable: string,
  states: Partial<Record<Fuse, boolean>>,
): Promise<void> {
  const { file, bytes, at } = await find(executable);
  for (const [index, name] of NAMES.entries()) {
    const state = states[name];
    if (state !== undefined) bytes[at + index] = state ? ON : OFF;
  }
  await writeFile(file, bytes);
}
