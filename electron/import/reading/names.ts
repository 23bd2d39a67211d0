import type { InputFile } from '#core/exchange/content/codec.ts';
import { FRAMEWISE } from '#core/exchange/framewise/codec.ts';

/** Whether a file begins as the application's own do, or is called like them. */
export function isFramewiseFile(name: string, bytes: Uint8Array): boolean {
  return /\.json$/iu.test(name) || FRAMEWISE.recognise([{ path: name, bytes }]) > 0;
}

/** Whether a file is an article and nothing else: a text is never taken for tags by its first brace. */
export function isArticleFile(name: string, bytes: Uint8Array): boolean {
  return /\.(?:txt|text|md|html?)$/iu.test(name) && !isFramewiseFile(name, bytes);
}

/** What files that are one thing are called: the folder that all of them are in, or the one file. */
export function nameOfFiles(files: readonly (InputFile & { readonly name: string })[]): string {
  const [only, ...more] = files;
  if (!only || more.length === 0) return only?.name ?? '';
  const [first = [], ...others] = files.map(({ path: file }) => file.split('/'));
  const shared = first.findIndex((part, depth) => others.some((parts) => parts[depth] !== part));
  return first[shared - 1] ?? first[0] ?? '';
}
