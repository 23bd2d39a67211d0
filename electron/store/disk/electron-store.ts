import type ElectronStore from 'electron-store';

/**
 * Loads electron-store, also outside Electron: in tests and in forked workers.
 *
 * There the `electron` package, which electron-store imports, is a launcher that looks for its
 * binary, downloads it where it is missing, and throws. With this variable it returns a path and
 * touches nothing; hence the late import.
 */
export async function loadElectronStore(): Promise<typeof ElectronStore> {
  // Also unset where Electron's binary runs as plain Node.
  const isElectron = 'type' in process;
  if (!isElectron) process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= process.execPath;
  // Inside a Snap, conf would write in place instead of replacing the file.
  delete process.env['SNAP'];
  return (await import('electron-store')).default;
}
