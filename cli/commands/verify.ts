import path from 'node:path';

import type { InputFile } from '#core/exchange/content/codec.ts';
import { countOf } from '#core/numbers.ts';
import { checkSource, parseReceipt, type ReceiptCheck } from '#core/sources/verify/check-source.ts';
import { BESIDE_ENDING, ORIGINALS, originalNames } from '#core/sources/verify/library-files.ts';
import { describeCheck } from '#core/sources/verify/sentences.ts';
import { verifyExport } from '#core/sources/verify/verify-export.ts';
import {
  isWrong,
  verifyBackups,
  verifyLibrary,
  type VerifiedLibrary,
} from '#core/sources/verify/verify-library.ts';

import {
  articlesBackedUp,
  articlesNamed,
  filesOf,
  isBackups,
  librariesIn,
} from '../files/folders-on-disk.ts';
import { PIPED, readGiven, STANDARD_INPUT } from '../files/read-paths.ts';
import { RECEIPT_ENDING } from '../files/receipt-files.ts';
import { SOURCE_TOOLS } from '../files/sources.ts';
import { TOOLS } from '../files/texts.ts';
import type { CommandLine } from '../terminal/command.ts';
import { BadInput, WrongUse } from '../terminal/problem.ts';
import type { Streams } from '../terminal/streams.ts';

/** Says of articles whether their texts still follow from the files that they came out of. */
export const VERIFY: CommandLine = {
  name: 'verify',
  usage: 'verify LIBRARY-OR-EXPORT…',
  summary:
    'Reads the originals of a library, of its folder of backups, of an export with receipts, or of a folder that read --out has made, again, and says whether each text follows from them.',
  options: {},
  run: async ({ inputs }, streams) => {
    if (inputs.length === 0) throw new WrongUse('Name a library, or an export with receipts.');
    const results: Verified[] = [];
    let withoutReceipt = 0;
    for (const given of inputs) {
      const found = await verifyGiven(given, streams);
      results.push(...found.results);
      withoutReceipt += found.withoutReceipt;
    }
    const wrong = results.filter(({ result }) => isFault(result));
    const lines = results.map(({ article, result }) => `${article}: ${describe(result)}`);
    const follow = results.filter(({ result }) => result.type === 'follows').length;
    return {
      text: `${[...lines, `${countOf(follow, 'text')} of ${results.length} ${follow === 1 ? 'follows' : 'follow'} from the original.`].join('\n')}\n`,
      json: { verified: wrong.length === 0, articles: results, withoutReceipt },
      notes:
        withoutReceipt > 0
          ? [
              `${countOf(withoutReceipt, 'article')} without a receipt, as of plain text: not verified.`,
            ]
          : [],
      problems: wrong.map(({ article, result }) => `${article}: ${describe(result)}`),
    };
  },
};

/** What was found of one article. */
interface Verified {
  /** For display: path of its text, or what it is called and the file that it came out of. */
  readonly article: string;
  readonly receipt?: string;
  /** SHA-256 of its text. */
  readonly sha256?: string;
  readonly result: ReceiptCheck | { readonly type: 'text-missing' };
}

interface Found {
  readonly results: readonly Verified[];
  readonly withoutReceipt: number;
}

async function verifyGiven(given: string, streams: Streams): Promise<Found> {
  const full = path.resolve(streams.folder, given);
  const libraries = given === STANDARD_INPUT ? [] : await librariesIn(full);
  const found: Found[] = [];
  for (const library of libraries) {
    const named = await articlesNamed(library);
    found.push(foundIn(await verifyLibrary(filesOf(library), named, SOURCE_TOOLS)));
  }
  if (libraries.length === 0 && given !== STANDARD_INPUT && (await isBackups(full))) {
    found.push(foundIn(await verifyBackups(filesOf(full), articlesBackedUp(full), SOURCE_TOOLS)));
  } else if (libraries.length === 0) {
    const { files } = await readGiven(given, streams, true);
    for (const file of files) {
      const verified = await verifyFile(file, streams);
      if (verified) found.push(foundIn(verified));
    }
    found.push(await verifyReceipts(files));
  }
  const all: Found = {
    results: found.flatMap(({ results }) => results),
    withoutReceipt: found.reduce((sum, each) => sum + each.withoutReceipt, 0),
  };
  if (all.results.length > 0) return all;
  throw new BadInput(
    `There are no receipts in ${given}. Name the folder of a library, an export with receipts, or a folder that framewise read --out has made.`,
  );
}

/** The articles of an export, with the originals beside it; `null` where it is none. */
function verifyFile(
  { path: shown, bytes }: InputFile,
  { folder }: Streams,
): Promise<VerifiedLibrary | null> {
  if (shown.endsWith(RECEIPT_ENDING) || (!/\.json$/iu.test(shown) && shown !== PIPED))
    return Promise.resolve(null);
  const { dir, name } = path.parse(path.resolve(folder, shown));
  const beside = filesOf(path.join(dir, `${name}${BESIDE_ENDING}`));
  return verifyExport(bytes, (sum) => beside.read(originalNames(sum).plain), SOURCE_TOOLS);
}

function foundIn({ sources, withoutReceipt }: VerifiedLibrary): Found {
  const results = sources.map(({ article, title, file, check }) => ({
    article: [title === '' ? article : title, file].filter((each) => each !== '').join(', '),
    sha256: article,
    result: check,
  }));
  return { results, withoutReceipt };
}

/** Receipts that stand beside texts, with the originals in a folder of their own. */
async function verifyReceipts(files: readonly InputFile[]): Promise<Found> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const originals = new Map<string, InputFile>();
  for (const file of files) {
    const sum = ORIGINAL.exec(file.path)?.[1];
    if (sum !== undefined) originals.set(sum, file);
  }
  const results: Verified[] = [];
  const receipts = files.filter(({ path }) => path.endsWith(RECEIPT_ENDING));
  const named = new Set<string>();
  for (const receipt of receipts) {
    const parsed = parseReceipt(receipt.bytes);
    if (parsed) named.add(parsed.original.sha256);
    const article = textPathOf(receipt);
    const text = byPath.get(article);
    const original = parsed ? originals.get(parsed.original.sha256) : undefined;
    const result = await check(receipt, text, original);
    results.push({ article, receipt: receipt.path, result });
  }
  for (const [sum, { path }] of originals) {
    if (!named.has(sum)) results.push({ article: path, result: { type: 'receipt-missing' } });
  }
  // In any other folder a text is one file among others.
  const isOfRead = results.length > 0;
  const texts = new Set(receipts.map(textPathOf));
  const others = files.filter(({ path }) => path.endsWith('.txt') && !texts.has(path));
  return { results, withoutReceipt: isOfRead ? others.length : 0 };
}

const ORIGINAL = new RegExp(`/${ORIGINALS}/([0-9a-f]{64})$`, 'u');

function textPathOf({ path }: InputFile): string {
  return `${path.slice(0, -RECEIPT_ENDING.length)}.txt`;
}

async function check(
  receipt: InputFile,
  text: InputFile | undefined,
  original: InputFile | undefined,
): Promise<Verified['result']> {
  const decoded = text && TOOLS.decode(text.bytes, 'utf-8');
  if (decoded === undefined) return { type: 'text-missing' };
  return checkSource(
    { text: decoded, receipt: receipt.bytes, sum: null, original: original?.bytes ?? null },
    SOURCE_TOOLS,
  );
}

function isFault(result: Verified['result']): boolean {
  return result.type === 'text-missing' || isWrong(result);
}

function describe(result: Verified['result']): string {
  return result.type === 'text-missing'
    ? 'The text is not there, or is damaged.'
    : describeCheck(result);
}
