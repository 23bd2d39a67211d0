import { gunzipSync } from 'node:zlib';

import type { InputFile } from '#core/exchange/content/codec.ts';
import { countOf } from '#core/numbers.ts';
import { checkSource, parseReceipt, type ReceiptCheck } from '#core/sources/verify/check-source.ts';
import { ORIGINALS, originalNames } from '#core/sources/verify/library-files.ts';
import { describeCheck } from '#core/sources/verify/sentences.ts';

import { readAll } from '../files/read-paths.ts';
import { RECEIPT_ENDING } from '../files/receipt-files.ts';
import { SOURCE_TOOLS } from '../files/sources.ts';
import { TOOLS } from '../files/texts.ts';
import type { CommandLine } from '../terminal/command.ts';
import { BadInput } from '../terminal/problem.ts';

/** Most bytes that an original may unpack to. */
const UNPACKED = 512 * 1024 * 1024;

/** Where the text of a library's article lies, from the folder of its receipts. */
const LIBRARY_RECEIPT = /^(.*)\/sources\/([0-9a-f]{32})-[0-9a-f]{32}\.json$/u;
const LIBRARY_TEXT = 'article.txt';

/** Says of articles whether their texts still follow from the files that they came out of. */
export const VERIFY: CommandLine = {
  name: 'verify',
  usage: 'verify LIBRARY-OR-EXPORT…',
  summary:
    'Reads the originals of a library, or of a folder with receipts, again, and says whether each text follows from them.',
  options: {},
  run: async ({ inputs }, streams) => {
    const given = await readAll(inputs, streams, true);
    const results = [];
    for (const { name, files } of given) {
      const found = receiptsIn(files);
      if (found.length === 0) {
        throw new BadInput(
          `There are no receipts in ${name}. Name the folder of a library, or one that framewise read --out has made.`,
        );
      }
      for (const each of found) results.push(await check(each, files));
    }
    const wrong = results.filter(({ result }) => !isFine(result.type));
    const lines = results.map(({ article, result }) => `${article}: ${describe(result)}`);
    const follow = results.filter(({ result }) => result.type === 'follows').length;
    return {
      text: `${[...lines, `${countOf(follow, 'text')} of ${results.length} ${follow === 1 ? 'follows' : 'follow'} from the original.`].join('\n')}\n`,
      json: { verified: wrong.length === 0, articles: results },
      problems: wrong.map(({ article, result }) => `${article}: ${describe(result)}`),
    };
  },
};

/** A receipt with the path of the text that it is about. */
interface FoundReceipt {
  readonly receipt: InputFile;
  readonly text: string;
  /** The beginning of the sum that its name says it has; `null` where it says none. */
  readonly sum: string | null;
}

function receiptsIn(files: readonly InputFile[]): FoundReceipt[] {
  return files.flatMap((receipt): FoundReceipt[] => {
    const { path } = receipt;
    const [, folder, sum] = LIBRARY_RECEIPT.exec(path) ?? [];
    if (folder !== undefined && sum !== undefined) {
      return [{ receipt, text: `${folder}/${LIBRARY_TEXT}`, sum }];
    }
    if (!path.endsWith(RECEIPT_ENDING)) return [];
    return [{ receipt, text: `${path.slice(0, -RECEIPT_ENDING.length)}.txt`, sum: null }];
  });
}

/** What was found of one article. */
type Verified = Readonly<{
  article: string;
  receipt: string;
  result: ReceiptCheck | { type: 'text-missing' };
}>;

async function check(
  { receipt, text: textPath, sum }: FoundReceipt,
  files: readonly InputFile[],
): Promise<Verified> {
  const text = files.find(({ path }) => path === textPath);
  const found = { article: textPath, receipt: receipt.path };
  const decoded = text && TOOLS.decode(text.bytes, 'utf-8');
  if (decoded === undefined) return { ...found, result: { type: 'text-missing' } };
  const own = SOURCE_TOOLS.sha256(receipt.bytes);
  const parsed = sum === null || own.startsWith(sum) ? parseReceipt(receipt.bytes) : null;
  if (!parsed) return { ...found, result: { type: 'receipt-damaged' } };
  const original = originalOf(parsed.original.sha256, files);
  const result = await checkSource(
    { text: decoded, receipt: receipt.bytes, sum: null, original },
    SOURCE_TOOLS,
  );
  return { ...found, result };
}

/** The bytes of an original, unpacked; `null` where it is not there. */
function originalOf(sha256: string, files: readonly InputFile[]): Uint8Array | null {
  const { plain, zipped } = originalNames(sha256);
  const named = (name: string): InputFile | undefined =>
    files.find(({ path }) => path.endsWith(`/${ORIGINALS}/${name}`));
  const as = named(plain);
  if (as) return as.bytes;
  const packed = named(zipped);
  if (!packed) return null;
  try {
    return gunzipSync(packed.bytes, { maxOutputLength: UNPACKED });
  } catch {
    // Damaged bytes are not those that were read.
    return new Uint8Array();
  }
}

/** Whether it is no fault of the text: another version of a reader may read it in another way. */
function isFine(type: Verified['result']['type']): boolean {
  return type === 'follows' || type === 'other-reader';
}

function describe(result: Verified['result']): string {
  return result.type === 'text-missing'
    ? 'The text is not there, or is damaged.'
    : describeCheck(result);
}
