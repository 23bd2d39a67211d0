// Makes a runtime without Electron's own default application behave like `electron FOLDER`.
// It is copied into the runtime's resources/app folder.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (folder === undefined) {
  console.error('Name the folder of the application to open, such as: electron .');
  process.exit(1);
}

const appPath = path.resolve(folder);
let description;
try {
  description = JSON.parse(readFileSync(path.join(appPath, 'package.json'), 'utf8'));
} catch (error) {
  console.error(`There is no application in ${appPath}: ${error.message}`);
  process.exit(1);
}

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
if (description.version) app.setVersion(description.version);
const name = description.productName ?? description.name;
if (name) app.setName(name);
// The name decides the default data folder, which was derived from ours before this line.
if (!app.commandLine.hasSwitch('user-data-dir')) {
  app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
}
app.setAppPath(appPath);

// Awaited: only an awaited import keeps `ready` back until the main file has registered its schemes.
await import(pathToFileURL(path.join(appPath, description.main ?? 'index.js')).href);
