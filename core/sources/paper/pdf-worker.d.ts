/** The library's worker; to load it is enough. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
