import type { InputFile } from '#core/exchange/content/codec.ts';
import type { ReadFrom } from '#core/exchange/pipeline/tags-in-utf8.ts';
import type { Details } from '#core/sources/reading.ts';

/** A file that was given, or an article that was read out of one; then its bytes are the text in UTF-8. */
export interface GivenFile extends InputFile {
  /** What is known of such an article. */
  readonly details?: Details;
  /** What it was in, where it is no text and was in another encoding than UTF-8, in which its bytes are. */
  readonly from?: ReadFrom;
}

/** One input as it was given: a file, or a folder with the files in it. */
export interface Given {
  readonly name: string;
  readonly isFolder: boolean;
  readonly files: readonly GivenFile[];
  /** Names of links in the folder, which are not followed: they may lead out of it, or in circles. */
  readonly links?: readonly string[];
}
