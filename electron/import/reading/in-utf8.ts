import { tagsInUtf8, textInUtf8 } from '#core/exchange/pipeline/tags-in-utf8.ts';

import { NODE_TOOLS } from '../../files/node-tools.ts';
import type { OpenedFile } from './open-paths.ts';

/** A file of tags as it is read; any other as it is. */
export function tagsFileInUtf8(file: OpenedFile, encoding?: string): OpenedFile {
  const { file: readable, from } = tagsInUtf8(file, NODE_TOOLS, encoding);
  return from ? { ...readable, from: { ...from, bytes: file.bytes } } : file;
}

/** A text that tags are on, as it is read with them. */
export function textFileInUtf8(file: OpenedFile, encoding?: string): OpenedFile {
  const { file: readable, from } = textInUtf8(file, NODE_TOOLS, encoding);
  return from ? { ...readable, from: { ...from, bytes: file.bytes } } : file;
}
