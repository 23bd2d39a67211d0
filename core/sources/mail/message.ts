import { countOf } from '../../numbers.ts';
import { readPage } from '../page/read-page.ts';
import type { SourceTools } from '../reader.ts';
import type { Block, LeftOut, ReadOptions } from '../reading.ts';
import { withoutHistory } from './history.ts';
import { bytesOfPart, readMime, type MimePart } from './mime.ts';
import { decodePart, isUtf7 } from './part-text.ts';
import { plainMessage } from './plain-message.ts';

/** What reading a message needs. */
interface Reader {
  /** For places in other readers' words. */
  readonly file: string;
  readonly options: ReadOptions;
  readonly tools: SourceTools;
}

/** What one message says, or a part of it. */
interface Message {
  readonly blocks: readonly Block[];
  readonly warnings: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** Messages that are attached to it. */
  readonly attached: readonly MimePart[];
}

const NOTHING: Message = { blocks: [], warnings: [], leftOut: [], attached: [] };

/** Reads the words of a message; attachments are listed. */
export function readMessage(part: MimePart, reader: Reader): Message {
  const { type, disposition, children } = part;
  if (type === 'message/rfc822') {
    // It is taken apart once more, with its own headers.
    const inner = readMime(reader.file, bytesOfPart(part) ?? part.body, reader.tools);
    return inner.ok
      ? { ...NOTHING, attached: [{ ...inner.value.root, place: `${part.place}, message` }] }
      : leaveOut(part, inner.error.detail);
  }
  if (type === 'multipart/alternative') return readAlternative(part, reader);
  if (children.length > 0) return together(children.map((child) => readMessage(child, reader)));
  return disposition === 'attachment' || !/^text\/(?:plain|html)$/u.test(type)
    ? describeAttachment(part)
    : readWords(part, reader);
}

function together(messages: readonly Message[]): Message {
  return {
    blocks: messages.flatMap(({ blocks }) => blocks),
    warnings: messages.flatMap(({ warnings }) => warnings),
    leftOut: messages.flatMap(({ leftOut }) => leftOut),
    attached: messages.flatMap(({ attached }) => attached),
  };
}

/** Of plain text and a page with the same words, how many times as many the page must have to be read. */
const MORE = 3;

/** One of several forms of the same words: plain text, unless that only says that there is a page. */
function readAlternative(part: MimePart, reader: Reader): Message {
  const forms = part.children.map((child) => ({ child, message: readMessage(child, reader) }));
  const lengthOf = ({ message }: { readonly message: Message }): number =>
    message.blocks.reduce(
      (sum, block) => sum + (block.part === 'hidden' ? 0 : block.text.length),
      0,
    );
  const plain = forms.find(({ child }) => child.type === 'text/plain');
  const richest = forms.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0];
  if (!richest) return NOTHING;
  const isPlainEnough =
    plain !== undefined && lengthOf(plain) > 0 && lengthOf(plain) * MORE >= lengthOf(richest);
  const chosen = isPlainEnough ? plain : richest;
  const instead = chosen === plain ? 'plain text' : 'a page';
  const others = forms.flatMap(({ child, message: { blocks } }) => {
    if (child === chosen.child || blocks.length === 0) return [];
    const words = blocks.map(({ text }) => text).join(' ');
    const shown = words.slice(0, 200).toWellFormed();
    const reason = `It is another form of the same message (${child.type}), which is read as ${instead}: ${shown}`;
    return [leaveOut(child, reason)];
  });
  return together([chosen.message, ...others]);
}

/** The words of plain text or a page. */
function readWords(part: MimePart, { file, options, tools }: Reader): Message {
  const { headers, parameters, place, type } = part;
  const bytes = bytesOfPart(part);
  const charset = parameters.get('charset')?.trim() ?? '';
  if (bytes === null) {
    const encoding = headers.structured('content-transfer-encoding').value.slice(0, 40);
    return leaveOut(part, `Its bytes are encoded as ${encoding}, which is not read here.`);
  }
  if (isUtf7(charset)) {
    return leaveOut(part, 'It is in UTF-7, in which words can be hidden: it is not read.');
  }
  if (type === 'text/html') {
    const encoding = charset === '' ? undefined : charset;
    const page = readPage(bytes, { name: `${file}, ${place}`, encoding }, options, tools);
    if (!page.ok) {
      return page.error.type === 'no-text' ? NOTHING : leaveOut(part, page.error.detail);
    }
    const blocks = page.value.blocks.map((block) => ({
      ...block,
      place: `${place}, ${block.place}`.slice(0, 2000),
    }));
    return { ...NOTHING, blocks: withoutHistory(blocks, false), warnings: page.value.warnings };
  }
  const decoded = decodePart(bytes, charset, options.encoding, tools);
  if (!decoded) {
    return leaveOut(part, 'Its characters are damaged, or in an encoding that is not read here.');
  }
  const flow = {
    isFlowed: parameters.get('format')?.toLowerCase() === 'flowed',
    dropsSpace: parameters.get('delsp')?.toLowerCase() === 'yes',
  };
  const blocks = plainMessage(decoded.text.replaceAll('\0', ''), place, flow);
  return {
    ...NOTHING,
    blocks: withoutHistory(blocks, true),
    warnings: decoded.warning === null ? [] : [`${place}: ${decoded.warning}`],
  };
}

function describeAttachment(part: MimePart): Message {
  // What proves who wrote it has no words.
  if (/pgp-signature|pkcs7-signature/u.test(part.type)) return NOTHING;
  const bytes = bytesOfPart(part) ?? part.body;
  const size = countOf(Math.ceil(bytes.length / 1024), 'KB', 'KB');
  const what = part.type.startsWith('image/') ? 'It is a picture' : 'It is attached';
  const kind = part.type.slice(0, 100);
  return leaveOut(
    part,
    `${what} (${kind}, ${size}). To take it in, save it as a file of its own and open that.`,
  );
}

function leaveOut({ place, name }: Pick<MimePart, 'place' | 'name'>, reason: string): Message {
  const where = name === '' ? place : `${place} (${name.slice(0, 200).toWellFormed()})`;
  return { ...NOTHING, leftOut: [{ place: where, reason }] };
}
