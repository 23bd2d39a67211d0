import { latin1Head } from '../../exchange/containers/latin1.ts';
import { splitPath } from '../../exchange/containers/paths.ts';
import { err, ok, type Result } from '../../result.ts';
import { addressOf, dateOf, outletOfAddress } from '../detail.ts';
import { PAGE_VERSION, readPage } from '../page/read-page.ts';
import { plainBlocks } from '../plain-blocks.ts';
import type { SourceError, SourceFile, SourceReader, SourceTools } from '../reader.ts';
import type { Block, Details, LeftOut, Reading, ReadOptions, ReadSource } from '../reading.ts';
import { bytesOfPart, leavesOf, readMime, type MimePart } from './mime.ts';
import { isUtf7 } from './part-text.ts';

/** Bytes at the beginning of a file by which it is recognised. */
const HEAD = 16 * 1024;

/** What browsers write before the parts of a page, and mail never has. */
const OF_BROWSERS =
  /^(?:from[ \t]*:[ \t]*["<]*saved by|snapshot-content-location[ \t]*:|content-location[ \t]*:)/imu;

/** Pages that a browser has saved with their pictures as one file. */
export const MHTML_READER: SourceReader = {
  name: 'mhtml',
  version: PAGE_VERSION,
  title: 'Web archive (MHTML)',
  extensions: ['mhtml', 'mht'],
  recognise: ({ name, bytes }) => {
    const head = latin1Head(bytes, HEAD).replace(/^(?:ï»¿)?\s*/u, '');
    if (!/^[!-9;-~]{1,100}[ \t]*:/u.test(head)) return 0;
    const isNamedSo = ['mhtml', 'mht'].includes(splitPath(name).extension);
    const isMime = /^content-type[ \t]*:/imu.test(head);
    if (isMime && OF_BROWSERS.test(head.split(/\r?\n\r?\n/u, 1)[0] ?? '')) return 0.95;
    return isNamedSo && isMime ? 0.92 : isNamedSo ? 0.3 : 0;
  },
  read: (file, options, tools) => Promise.resolve(readArchive(file, options, tools)),
};

function readArchive(
  { name, bytes }: SourceFile,
  options: ReadOptions,
  tools: SourceTools,
): Result<ReadSource, SourceError> {
  const message = readMime(name, bytes, tools);
  if (!message.ok) return message;
  const { root, warnings } = message.value;
  const pages = [...leavesOf(root)].filter(({ type }) => PAGE.test(type));
  const main = mainOf(root, pages);
  if (!main) {
    const detail = 'There is no page in this archive. Open it in a browser, and save it again.';
    return err({ type: 'no-text', place: name, detail });
  }
  const reader = { file: name, options, tools };
  const page = readPart(main, addressOfPage(root, main), reader);
  if (!page.ok) return page;
  const leftOut: LeftOut[] = [...message.value.leftOut];
  const frames: Block[] = [];
  const more: string[] = [];
  for (const part of pages) {
    if (part === main) continue;
    const frame = readPart(part, part.headers.text('content-location'), reader);
    if (frame.ok) {
      frames.push(...frame.value.blocks.map((block) => inFrame(block)));
      more.push(...frame.value.warnings.map((each) => `${part.place}: ${each}`));
    } else if (frame.error.type !== 'no-text') {
      leftOut.push({ place: part.place, reason: frame.error.detail });
    }
  }
  leftOut.push(...[...leavesOf(root)].flatMap((part) => (isText(part) ? [notRead(part)] : [])));
  const saved = dateOf(root.headers.text('date'), 'header Date, when the page was saved');
  const reading: Reading = {
    item: null,
    blocks: [...headerBlocks(root), ...page.value.blocks, ...frames],
    details: detailsOf(page.value.details, root, main),
    reader: { name: MHTML_READER.name, version: MHTML_READER.version },
    warnings: [
      ...warnings,
      ...page.value.warnings,
      ...more,
      ...(page.value.details.published === undefined && saved
        ? ['The page does not say when it was published: the date is that on which it was saved.']
        : []),
    ],
  };
  return ok({ readings: [reading], leftOut });
}

const PAGE = /^(?:text\/html|application\/xhtml\+xml)$/u;

/** The page itself: the part that is named to be first shown, else the first that is one. */
function mainOf(root: MimePart, pages: readonly MimePart[]): MimePart | undefined {
  const start = root.parameters.get('start');
  const address = root.headers.text('snapshot-content-location');
  return (
    pages.find(({ headers }) => start !== undefined && headers.text('content-id') === start) ??
    pages.find(({ headers }) => address !== '' && headers.text('content-location') === address) ??
    pages[0]
  );
}

function addressOfPage(root: MimePart, main: MimePart): string {
  const [first = ''] = [
    root.headers.text('snapshot-content-location'),
    main.headers.text('content-location'),
    root.headers.text('content-location'),
  ].filter((address) => addressOf(address, '') !== undefined);
  return first;
}

interface Reader {
  readonly file: string;
  readonly options: ReadOptions;
  readonly tools: SourceTools;
}

function readPart(
  part: MimePart,
  url: string,
  { file, options, tools }: Reader,
): Result<Reading, SourceError> {
  const place = `${file}, ${part.place}`;
  const bytes = bytesOfPart(part);
  const charset = part.parameters.get('charset')?.trim() ?? '';
  const refuse = (detail: string) => err<SourceError>({ type: 'unreadable', place, detail });
  if (bytes === null)
    return refuse('The bytes of this page are encoded in a way that is not read here.');
  if (isUtf7(charset))
    return refuse('This page is in UTF-7, in which words can be hidden: it is not read.');
  const origin = {
    name: place,
    url: addressOf(url, '')?.value,
    encoding: charset === '' ? undefined : charset,
  };
  return readPage(bytes, origin, options, tools);
}

function inFrame(block: Block): Block {
  return block.part === 'article'
    ? {
        ...block,
        part: 'aside',
        why: 'It stands in a frame of the page, which is a page of its own.',
      }
    : block;
}

/** Text that is neither a page nor what pages are drawn with. */
function isText({ type, body }: MimePart): boolean {
  return type === 'text/plain' && body.some((byte) => byte > 0x20);
}

function notRead({ place }: MimePart): LeftOut {
  return { place, reason: 'It is plain text beside the page, and no part of it.' };
}

const SHOWN_HEADERS = ['Subject', 'Date', 'Snapshot-Content-Location'] as const;

function headerBlocks({ headers }: MimePart): Block[] {
  return SHOWN_HEADERS.flatMap((name) =>
    plainBlocks(headers.text(name.toLowerCase()), {
      part: 'metadata',
      why: `It is the header ${name} of the archive, which the browser wrote when the page was saved.`,
      place: `header ${name}`,
    }),
  );
}

/** What the page says of itself, and what the archive says where it does not. */
function detailsOf(details: Details, root: MimePart, main: MimePart): Details {
  const address = addressOfPage(root, main);
  const from =
    root.headers.text('snapshot-content-location') === address
      ? 'header Snapshot-Content-Location'
      : 'header Content-Location';
  const url = addressOf(address, from);
  const saved = dateOf(root.headers.text('date'), 'header Date, when the page was saved');
  const outlet = outletOfAddress(url);
  return {
    ...(saved ? { published: saved } : {}),
    ...(outlet ? { outlet } : {}),
    ...details,
    ...(url ? { url } : {}),
  };
}
