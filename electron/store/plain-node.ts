/**
 * Lets electron-store be loaded outside Electron, by tests and by forked workers.
 *
 * There the `electron` package is a launcher that looks for its binary, downloads it where it is
 * missing, and throws. With this variable it returns a path instead and touches nothing. Import
 * this file before electron-store.
 */
if (process.versions['electron'] === undefined) {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= process.execPath;
}
