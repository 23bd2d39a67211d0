import type { InputFile } from '#core/exchange/content/codec.ts';
import { NAME_LIMIT } from '#core/library/document.ts';
import { uuidV5 } from '#core/uuid-v5.ts';

import { NODE_TOOLS } from '../../files/node-tools.ts';

/** Namespace of the ids of those whom files do not name. */
const NAMESPACE = '6f0f4f6e-9b7e-4c5a-8f57-0f3f1f6f7a31';

/** Whose the tags are that a file names nobody for. */
export interface StandIn {
  /** Of this file alone: two files of one name are of two people until somebody says otherwise. */
  readonly id: string;
  /** The name of the file. */
  readonly name: string;
  /** The name that its path proposes; empty where that tells nothing. */
  readonly proposed: string;
}

/** @param bytesSha256 of the files' bytes: the same file opened again is the same person's */
export function standInOf(
  name: string,
  files: readonly Pick<InputFile, 'path'>[],
  bytesSha256: string,
): StandIn {
  const [folder = '', file = ''] = (files[0]?.path ?? '').split(/[\\/]/u).slice(-2);
  return {
    id: uuidV5(NAMESPACE, `stand-in ${folder} ${file} ${bytesSha256}`, NODE_TOOLS.sha1),
    name: name.slice(0, NAME_LIMIT).toWellFormed(),
    proposed: files.length === 1 ? proposeName(folder, file) : '',
  };
}

/** What programs call every export, and people the folders for them: nobody is called so. */
const NOBODY = new Set(
  (
    'all admin unknown anonymous annotation annotations annotated annotator ann article articles ' +
    'brat conll copy corpus corpora csv data dataset default desktop dev development doc docs ' +
    'doccano documents download downloads eval evaluation export exported exports file files final ' +
    'framewise gold home import input inputs json jsonl label labeled labelled labels media my new ' +
    'news out output outputs prodigy project projects result results root set spacy src story ' +
    'stories tag tags task tasks temp test text texts tmp train training tsv txt untitled user ' +
    'users valid validation webanno work xml zip'
  ).split(' '),
);

/** The folder, where the file is called as such exports are and the folder as somebody may be. */
export function proposeName(folder: string, file: string): string {
  const isNobody = (words: string): boolean =>
    words
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .every((word) => word === '' || NOBODY.has(word));
  const stem = file.replace(/\.[^.]*$/u, '');
  const isName = /^\p{L}[\p{L}\p{M}’' .-]{0,59}$/u.test(folder);
  return isNobody(stem) && isName && !isNobody(folder) ? folder.trim() : '';
}
