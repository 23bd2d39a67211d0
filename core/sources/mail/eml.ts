import { latin1, latin1Head } from '../../exchange/containers/latin1.ts';
import { splitPath } from '../../exchange/containers/paths.ts';
import { err, ok, type Result } from '../../result.ts';
import { addressOf, dateOf, detailOf } from '../detail.ts';
import { plainBlocks } from '../plain-blocks.ts';
import type { SourceError, SourceFile, SourceReader, SourceTools } from '../reader.ts';
import type { Block, Detail, Details, Reading, ReadOptions, ReadSource } from '../reading.ts';
import { PAGE_VERSION } from '../page/read-page.ts';
import { readMessage } from './message.ts';
import { beginOf, readMime, type MimePart } from './mime.ts';

/** Bytes at the beginning of a file by which it is recognised. */
const HEAD = 16 * 1024;

/** Headers that mail has. */
const MAIL_HEADERS =
  /^(?:from|to|subject|date|message-id|received|return-path|mime-version|delivered-to|reply-to|content-type|x-[a-z-]+)[ \t]*:/gimu;

/** Mail that was saved to a file, one message in each. */
export const EML_READER: SourceReader = {
  name: 'eml',
  version: PAGE_VERSION,
  title: 'Mail',
  extensions: ['eml', 'emlx', 'mbox'],
  recognise: ({ name, bytes }) => {
    const head = headOf(bytes);
    if (!/^[!-9;-~]{1,100}[ \t]*:/u.test(head)) return 0;
    const count = new Set(head.match(MAIL_HEADERS)?.map((each) => each.toLowerCase())).size;
    if (['eml', 'emlx', 'mbox'].includes(splitPath(name).extension)) return count > 0 ? 0.9 : 0.3;
    // A text may begin with such lines as well; only mail says how it is to be taken apart.
    const isSure = /^mime-version[ \t]*:/imu.test(head) && /^content-type[ \t]*:/imu.test(head);
    return isSure && count >= 4 ? 0.8 : 0;
  },
  read: (file, options, tools) => Promise.resolve(readMail(file, options, tools)),
};

/** The headers that a file may begin with, without what programs write before them. */
function headOf(bytes: Uint8Array): string {
  const head = latin1Head(bytes, HEAD).slice(beginOf(bytes));
  return head.split(/\r?\n\r?\n/u, 1)[0] ?? '';
}

/** Most messages inside one another that are taken apart. */
const DEEPEST = 10;

function readMail(
  { name, bytes }: SourceFile,
  options: ReadOptions,
  tools: SourceTools,
): Result<ReadSource, SourceError> {
  const message = readMime(name, bytes, tools);
  if (!message.ok) return message;
  const { root, warnings } = message.value;
  if (isEncrypted(root)) {
    const detail =
      'This message is encrypted. Open it in the program that has its key, and save it from there.';
    return err({ type: 'encrypted', place: name, detail });
  }
  if (isMailbox(bytes)) {
    const detail =
      'It is a mailbox of several messages, which would be read as one. Save each message by itself (.eml), and open these.';
    return err({ type: 'unreadable', place: name, detail });
  }
  const leftOut = [...message.value.leftOut];
  const readings: Reading[] = [];
  let level: readonly MimePart[] = [root];
  let attached = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    const inside: MimePart[] = [];
    for (const part of level) {
      const read = readMessage(part, { file: name, options, tools });
      if (part !== root) attached += 1;
      leftOut.push(...read.leftOut);
      inside.push(...read.attached);
      if (!read.blocks.some((block) => block.part === 'article')) {
        leftOut.push({ place: part.place, reason: 'This message has no words of its own.' });
        continue;
      }
      readings.push({
        item: part === root ? null : `attached message ${attached}`,
        blocks: [...headerBlocks(part), ...read.blocks],
        details: detailsOf(part),
        reader: { name: EML_READER.name, version: EML_READER.version },
        warnings: part === root ? [...warnings, ...read.warnings] : read.warnings,
      });
    }
    if (depth >= DEEPEST) {
      const reason = `Messages that are nested deeper than ${DEEPEST} levels are not read.`;
      leftOut.push(...inside.map(({ place }) => ({ place, reason })));
      break;
    }
    level = inside;
  }
  if (readings.length > 0) return ok({ readings, leftOut });
  const inIt = leftOut.map(({ place, reason }) => `${place}: ${reason}`).join(' ');
  const detail = `This message has no words. ${inIt.slice(0, 500)}`.trim();
  return err({ type: 'no-text', place: name, detail });
}

function isEncrypted({ type, parameters }: MimePart): boolean {
  return (
    type === 'multipart/encrypted' ||
    (/^application\/(?:x-)?pkcs7-mime$/u.test(type) &&
      !/signed|certs/iu.test(parameters.get('smime-type') ?? ''))
  );
}

/** How each message of a mailbox begins (mbox): a line of its own, and a header. */
const NEXT_MESSAGE = /\n\r?\nFrom [^\r\n]{1,200}\r?\n[!-9;-~]{1,100}:/u;

/** Whether a file begins as a mailbox does and has another message behind the first one. */
function isMailbox(bytes: Uint8Array): boolean {
  if (!latin1(bytes.subarray(0, 8)).replace(/^ï»¿/u, '').startsWith('From ')) return false;
  return NEXT_MESSAGE.test(latin1(bytes));
}

/** What programs for mail show above a message. */
const SHOWN_HEADERS = ['From', 'Reply-To', 'To', 'Cc', 'Date', 'Subject', 'Organization'] as const;

function headerBlocks({ headers, place }: MimePart): Block[] {
  return SHOWN_HEADERS.flatMap((name) =>
    plainBlocks(headers.text(name.toLowerCase()), {
      part: 'metadata',
      why: `It is the header ${name} of the message.`,
      place: `${place}, header ${name}`,
    }).map((block): Block =>
      name === 'Subject' ? { ...block, kind: 'heading', level: 1 } : block,
    ),
  );
}

function detailsOf({ headers }: MimePart): Details {
  const from = headers.text('from');
  const [, quoted, plain = ''] =
    /^\s*(?:"((?:[^"\\]|\\.)*)"|([^<]*?))\s*<[^<>]*>\s*$/u.exec(from) ?? [];
  const author = (quoted?.replace(/\\(.)/gu, '$1') ?? plain).trim() || from.replace(/[<>]/gu, '');
  const found: Readonly<Record<string, Detail | undefined>> = {
    title: detailOf(headers.text('subject'), 'header Subject'),
    outlet: detailOf(headers.text('organization'), 'header Organization'),
    author: detailOf(author, 'header From'),
    published: dateOf(headers.text('date'), 'header Date'),
    url: addressOf(headers.text('archived-at').replace(/[<>]/gu, ''), 'header Archived-At'),
    language: detailOf(headers.text('content-language'), 'header Content-Language'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, detail]) => detail !== undefined));
}
