import type * as PdfJs from 'pdfjs-dist/legacy/build/pdf.mjs';

import { readCharacterMap } from './character-maps.ts';
import { DRAWS_NOTHING } from './surroundings.ts';

type Library = typeof PdfJs;

/** Written by pdf.js's worker when it is loaded: the library then works without a process of its own. */
declare global {
  var pdfjsWorker: unknown;
  var DOMMatrix: unknown;
}

let library: Promise<Library> | undefined;

/** The library, loaded when the first PDF is read. */
export function loadPdfJs(): Promise<Library> {
  library ??= load();
  return library;
}

/**
 * Loads it as in a window: in Node it would look for a native canvas and say on the console that there
 * is none. Nothing is drawn here, so the matrix that it makes while it is loaded need not do anything.
 */
async function load(): Promise<Library> {
  const versions = globalThis.process?.versions ?? {};
  const matrix = globalThis.DOMMatrix;
  Reflect.set(versions, 'nw', 'none');
  globalThis.DOMMatrix ??= function Matrix() {};
  try {
    await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
    return await import('pdfjs-dist/legacy/build/pdf.mjs');
  } finally {
    Reflect.deleteProperty(versions, 'nw');
    globalThis.DOMMatrix = matrix;
  }
}

/** What the library asks for while it reads; nothing is ever fetched. */
class PackagedData {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const map = kind === 'cMapUrl' ? await readCharacterMap(filename) : null;
    if (!map) throw new Error(`There is no ${filename} here.`);
    return map;
  }
}

/** A folder that there is not: the library asks for files in it, which `PackagedData` has. */
const NOWHERE = 'packaged/';

/** How every PDF is opened: no scripts, no network, no pictures, no fonts drawn, nothing said. */
export function openingOptions(library: Library, data: Uint8Array) {
  return {
    // The library takes the bytes over, so it gets its own.
    data: data.slice(),
    verbosity: library.VerbosityLevel.ERRORS,
    useWorkerFetch: false,
    useWasm: false,
    useSystemFonts: false,
    // Else it works out the outlines of all letters, in place of fonts that a window draws with.
    disableFontFace: false,
    ownerDocument: DRAWS_NOTHING,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    // In pixels: larger ones are not unpacked.
    maxImageSize: 1,
    enableXfa: false,
    stopAtErrors: false,
    cMapUrl: NOWHERE,
    cMapPacked: true,
    BinaryDataFactory: PackagedData,
  };
}
