import { latin1Head } from '../containers/latin1.ts';
import { splitPath } from '../containers/paths.ts';
import { openZip, ZIP_LIMITS } from '../containers/zip.ts';
import type { CodecTools, InputFile } from '../content/codec.ts';
import { recogniseFormat } from './codecs.ts';
import { gatherFiles } from './gather.ts';

/** Names without which there are no tags in an archive: its files need not be looked at. */
const TAGS_NAME =
  /\.(?:ann|a1|a2|json|jsonl|ndjson|jsonld|tsv|csv|xmi|conll\w*|iob2?|bio|bioes)$/iu;
/** What systems and programs put into archives beside the files of a person. */
const OF_PROGRAMS = /(?:^|\/)(?:\.|__MACOSX\/)/u;

/**
 * The files in an archive that has tags in it, as exports come from servers: they are read as those of a
 * folder. `null` for an archive without tags, for one that is a format of its own, and for anything else.
 */
export function tagsInZip(file: InputFile, tools: CodecTools): readonly InputFile[] | null {
  const { path, bytes } = file;
  if (splitPath(path).extension !== 'zip' || latin1Head(bytes, 2) !== 'PK') return null;
  if (recogniseFormat([file])) return null;
  const archive = openZip(file, tools, { ...ZIP_LIMITS, mayHold: /./u });
  if (!archive.ok) return null;
  const names = archive.value.names.filter((name) => !OF_PROGRAMS.test(name));
  if (!names.some((name) => TAGS_NAME.test(name))) return null;
  const files = names.flatMap((name): InputFile[] => {
    const read = archive.value.read(name);
    return read?.ok === true ? [{ path: `${path}/${name}`, bytes: read.value }] : [];
  });
  // What of it cannot be read is for whoever reads archives to say.
  if (files.length < names.length) return null;
  return gatherFiles(files, tools).units.length > 0 ? files : null;
}
