import electron, {
  clipboard,
  dialog,
  shell,
  type BrowserWindow,
  type FileFilter,
  type OpenDialogOptions,
} from 'electron';

import { CODEBOOK_FORMAT_FACTS, type FormatFacts } from '#core/exchange/content/format-facts.ts';
import type { AgreementFormat } from '#core/contract/agreement.ts';
import type { EventReportFormat } from '#core/contract/compare.ts';

import { askInBox } from './boxes.ts';
import { NoGestureError } from './gestures.ts';

/**
 * What the handlers need of the desktop around the window. Whatever opens a dialog or reads the
 * clipboard is for a person to begin: it throws `NoGestureError` where none did.
 */
export interface Desktop {
  /** Absolute paths; empty when the dialog was cancelled. Most systems have no dialog for both. */
  chooseFiles(what: 'files' | 'folder'): Promise<readonly string[]>;
  /** Absolute path of a file that may have an article's text; `null` when the dialog was cancelled. */
  chooseTextFile(): Promise<string | null>;
  /** Absolute path of a file or of a folder to be made; `null` when the dialog was cancelled. */
  chooseExportPath(
    fileName: string,
    format: Pick<FormatFacts, 'title' | 'extension' | 'output'>,
  ): Promise<string | null>;
  /** Where a report goes; absolute, `null` when the dialog was cancelled. */
  chooseReportPath(
    about: keyof typeof REPORT_TITLES,
    file: { readonly fileName: string; readonly format: AgreementFormat | EventReportFormat },
  ): Promise<string | null>;
  /** Absolute path of a file that may have a codebook; `null` when the dialog was cancelled. */
  chooseCodebookFile(): Promise<string | null>;
  /** Where a codebook goes; absolute, `null` when the dialog was cancelled. */
  chooseCodebookPath(file: {
    readonly title: string;
    readonly extension: string;
    readonly fileName: string;
  }): Promise<string | null>;
  /** What is on the clipboard; `html` is empty where it has no rich text. */
  readClipboard(): Promise<{ readonly text: string; readonly html: string }>;
  /** `html`: the same as rich text, for programs that take it. */
  writeClipboard(text: string, html?: string): Promise<void>;
  showInFolder(path: string): void;
}

const OPEN_FILTERS: FileFilter[] = [
  {
    name: 'Articles and tags',
    extensions: [
      'txt',
      'md',
      'html',
      'htm',
      'xhtml',
      'mht',
      'mhtml',
      'pdf',
      'docx',
      'odt',
      'eml',
      'xml',
      'rss',
      'json',
      'jsonl',
      'jsonld',
      'ann',
      'csv',
      'tsv',
      'conll',
      'qdpx',
      'zip',
    ],
  },
  { name: 'All files', extensions: ['*'] },
];
const CODEBOOK_FILTERS: FileFilter[] = [
  {
    name: 'Codebooks',
    extensions: Object.values(CODEBOOK_FORMAT_FACTS).map(({ extension }) => extension),
  },
  { name: 'All files', extensions: ['*'] },
];

const REPORT_TITLES = {
  agreement: 'Export the report on agreement',
  event: 'Save the report of the event',
} as const;
const REPORT_NAMES: Readonly<Record<AgreementFormat | EventReportFormat, string>> = {
  html: 'Web page',
  pdf: 'PDF',
  csv: 'Table',
  json: 'JSON',
};

/** Older versions of Electron take both forms as they are and at once, newer ones as one item. */
async function writeRichText(text: string, html: string): Promise<void> {
  const { ClipboardItem }: Partial<Pick<typeof electron, 'ClipboardItem'>> = electron;
  if (ClipboardItem) {
    await clipboard.write([new ClipboardItem({ 'text/plain': text, 'text/html': html })]);
  } else {
    const older: { readonly write: unknown } = clipboard;
    (older.write as (data: { text: string; html: string }) => void)({ text, html });
  }
}

/** Rich text of more bytes is not taken; the plain text stands in. */
const HTML_LIMIT = 50 * 1024 * 1024;

/** Older versions of Electron have a call for it, newer ones items with parts of each kind. */
async function readRichText(): Promise<string> {
  const older: { readonly readHTML?: () => string } = clipboard as object;
  if (older.readHTML) return older.readHTML();
  const newer: { readonly read?: () => Promise<readonly ClipboardPart[]> } = clipboard as object;
  const items = (await newer.read?.()) ?? [];
  const item = items.find(({ types }) => types.includes('text/html'));
  const part = await item?.getType('text/html');
  return part && part.size <= HTML_LIMIT ? part.text() : '';
}

/** An item of the clipboard of newer versions. */
interface ClipboardPart {
  readonly types: readonly string[];
  readonly getType: (type: string) => Promise<{
    readonly size: number;
    readonly text: () => Promise<string>;
  }>;
}

/** What needs nobody to have begun it: it shows and reads nothing. */
function createOutlets(): Pick<Desktop, 'writeClipboard' | 'showInFolder'> {
  return {
    writeClipboard: async (text, html) => {
      if (html === undefined) await clipboard.writeText(text);
      else await writeRichText(text, html);
    },
    showInFolder: (path) => {
      shell.showItemInFolder(path);
    },
  };
}

/**
 * The desktop of this computer. `dialog` is asked for its functions at the time of use. `mayBegin`:
 * whether a person has just begun something.
 */
export function createDesktop(
  window: () => BrowserWindow | null,
  mayBegin: () => Promise<boolean>,
): Desktop {
  const begin = async (): Promise<BrowserWindow | null> => {
    if (!(await mayBegin())) throw new NoGestureError();
    return window();
  };
  return {
    async chooseFiles(what) {
      const owner = await begin();
      if (!owner) return [];
      const isFolder = what === 'folder';
      const { canceled, filePaths } = await dialog.showOpenDialog(owner, {
        title: isFolder ? 'Open a folder of tags' : 'Open articles or tags',
        properties: isFolder ? ['openDirectory'] : ['openFile', 'multiSelections'],
        filters: isFolder ? [] : OPEN_FILTERS,
      });
      return canceled ? [] : filePaths;
    },
    async chooseTextFile() {
      const owner = await begin();
      if (!owner) return null;
      const { canceled, filePaths } = await dialog.showOpenDialog(owner, {
        title: 'Locate the article’s file',
        properties: ['openFile'],
        filters: OPEN_FILTERS,
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async chooseExportPath(fileName, { title, extension, output }) {
      const owner = await begin();
      if (!owner) return null;
      const { canceled, filePath } = await dialog.showSaveDialog(owner, {
        title: output === 'folder' ? 'Export into a new folder' : 'Export',
        defaultPath: fileName,
        filters: output === 'folder' ? [] : [{ name: title, extensions: [extension] }],
        properties: ['showOverwriteConfirmation'],
      });
      return canceled || filePath === '' ? null : filePath;
    },
    async chooseReportPath(about, { fileName, format }) {
      const owner = await begin();
      if (!owner) return null;
      const { canceled, filePath } = await dialog.showSaveDialog(owner, {
        title: REPORT_TITLES[about],
        defaultPath: fileName,
        filters: [{ name: REPORT_NAMES[format], extensions: [format] }],
        properties: ['showOverwriteConfirmation'],
      });
      return canceled || filePath === '' ? null : filePath;
    },
    async chooseCodebookFile() {
      const owner = await begin();
      if (!owner) return null;
      const { canceled, filePaths } = await dialog.showOpenDialog(owner, {
        title: 'Open a codebook',
        properties: ['openFile'],
        filters: CODEBOOK_FILTERS,
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async chooseCodebookPath({ title, extension, fileName }) {
      const owner = await begin();
      if (!owner) return null;
      const { canceled, filePath } = await dialog.showSaveDialog(owner, {
        title: 'Export the codebook',
        defaultPath: fileName,
        filters: [{ name: title, extensions: [extension] }],
        properties: ['showOverwriteConfirmation'],
      });
      return canceled || filePath === '' ? null : filePath;
    },
    // Newer versions of Electron answer later, older ones at once.
    readClipboard: async () => {
      await begin();
      return { text: await clipboard.readText(), html: await readRichText().catch(() => '') };
    },
    ...createOutlets(),
  };
}

/** Asks for a folder on behalf of the program itself; absolute, `null` when the dialog was cancelled. */
export async function askForFolder(
  owner: BrowserWindow | null,
  title: string,
): Promise<string | null> {
  const options: OpenDialogOptions = { title, properties: ['openDirectory', 'createDirectory'] };
  const { canceled, filePaths } = owner
    ? await dialog.showOpenDialog(owner, options)
    : await dialog.showOpenDialog(options);
  return canceled ? null : (filePaths[0] ?? null);
}

/**
 * Whether a person has just begun something: a key press or a click was seen, or, where a screen reader
 * or voice control presses buttons, which nobody sees, the person says so in a box.
 */
export async function mayBeginIn(
  owner: BrowserWindow | null,
  seen: { readonly spend: () => boolean },
  assisted: boolean,
): Promise<boolean> {
  if (seen.spend()) return true;
  if (!assisted) return false;
  const answer = await askInBox(owner, {
    type: 'question',
    title: 'Framewise',
    message: 'Open a dialog or read the clipboard?',
    detail:
      'Framewise saw no key press and no click before this, as when a screen reader or voice control presses a button. Go on if it was you.',
    buttons: ['Go On', 'Cancel'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return answer === 0;
}
