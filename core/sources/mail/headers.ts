import { latin1 } from '../../exchange/containers/latin1.ts';
import type { SourceTools } from '../reader.ts';
import { decodePart } from './part-text.ts';
import { decodeBase64, decodeQuotedPrintable } from './transfer.ts';

/** Most bytes of the headers of one part that are looked at, and most headers. */
const LIMITS = { bytes: 1024 * 1024, headers: 2000 } as const;

/** The headers of a part: unfolded and as bytes, so that what they say in which encoding is found out late. */
export class Headers {
  readonly #values = new Map<string, Uint8Array>();

  constructor(private readonly tools: Pick<SourceTools, 'decode' | 'encode'>) {}

  /** The first one counts; who sends a second one means to be read in two ways. */
  add(name: string, value: Uint8Array): void {
    const key = name.toLowerCase();
    if (!this.#values.has(key) && this.#values.size < LIMITS.headers) this.#values.set(key, value);
  }

  /** A header as people read it; empty where there is none. */
  text(name: string): string {
    const value = this.#values.get(name);
    if (!value) return '';
    const read = decodePart(value, '', undefined, this.tools)?.text ?? latin1(value);
    return decodeWords(read, this.tools).replace(/\s+/gu, ' ').trim();
  }

  /** A header with what stands behind semicolons. */
  structured(name: string): StructuredHeader {
    const value = this.#values.get(name);
    return parseStructured(
      value ? (decodePart(value, '', undefined, this.tools)?.text ?? latin1(value)) : '',
      this.tools,
    );
  }
}

/** `text/html; charset=utf-8`: in lower case before the first semicolon, and the rest by name. */
export interface StructuredHeader {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const HEADER = /^([!-9;-~]{1,100})[ \t]*:/u;

/**
 * Reads the headers that bytes begin with.
 *
 * @returns them, and the offset at which the body begins
 */
export function readHeaders(
  bytes: Uint8Array,
  from: number,
  to: number,
  tools: Pick<SourceTools, 'decode' | 'encode'>,
): { readonly headers: Headers; readonly body: number } {
  const headers = new Headers(tools);
  const last = Math.min(to, from + LIMITS.bytes);
  let name: string | null = null;
  let value: Uint8Array[] = [];
  const finish = (): void => {
    if (name !== null) headers.add(name, joined(value));
    [name, value] = [null, []];
  };
  let at = from;
  while (at < last) {
    const found = bytes.indexOf(0x0a, at);
    const next = found < 0 || found >= to ? to : found + 1;
    const line = withoutEnd(bytes.subarray(at, next));
    if (line.length === 0) {
      finish();
      return { headers, body: next };
    }
    const isFolded: boolean = name !== null && (line[0] === 0x20 || line[0] === 0x09);
    const header: RegExpExecArray | null = isFolded
      ? null
      : HEADER.exec(latin1(line.subarray(0, 120)));
    if (isFolded) value.push(line);
    else if (header) {
      finish();
      name = header[1] ?? '';
      value = [line.subarray(header[0].length)];
    } else break;
    at = next;
  }
  // Something else than a header: the line between them and the body is missing.
  finish();
  return { headers, body: at };
}

function withoutEnd(line: Uint8Array): Uint8Array {
  let end = line.length;
  if (line[end - 1] === 0x0a) end -= 1;
  if (line[end - 1] === 0x0d) end -= 1;
  return line.subarray(0, end);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** `=?charset?B?words?=` (RFC 2047), and white space between two of them, which is not theirs. */
const ENCODED_WORD =
  /=\?([^?\s]{1,60})\?([bq])\?([^?\s]*)\?=(?:[ \t\r\n]+(?==\?[^?\s]{1,60}\?[bq]\?))?/giu;

/** A header with its encoded words read; two of one charset may share a character. */
export function decodeWords(value: string, tools: Pick<SourceTools, 'decode' | 'encode'>): string {
  let result = '';
  let end = 0;
  let charset = '';
  let held: Uint8Array[] = [];
  const flush = (): void => {
    const bytes = joined(held);
    result += decodePart(bytes, charset, undefined, tools)?.text ?? latin1(bytes);
    held = [];
  };
  for (const match of value.matchAll(ENCODED_WORD)) {
    const [, named = '', form = '', words = ''] = match;
    // RFC 2231 allows a language after the charset.
    const own = (named.split('*')[0] ?? '').toLowerCase();
    if (held.length > 0 && (match.index > end || own !== charset)) flush();
    result += value.slice(end, match.index);
    charset = own;
    const isQ = form.toLowerCase() === 'q';
    const raw = tools.encode(isQ ? words.replaceAll('_', '=20') : words);
    held.push(isQ ? decodeQuotedPrintable(raw) : decodeBase64(raw));
    end = match.index + match[0].length;
  }
  if (held.length > 0) flush();
  return result + value.slice(end);
}

const PARAMETER = /;\s*([^\s=;"]{1,100})\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/gu;

/** Value and parameters, those of several pieces and other charsets (RFC 2231) put together. */
function parseStructured(
  value: string,
  tools: Pick<SourceTools, 'decode' | 'encode'>,
): StructuredHeader {
  const first = value.indexOf(';');
  const rest = first < 0 ? '' : value.slice(first);
  const pieces = new Map<
    string,
    { readonly index: number; readonly isEncoded: boolean; readonly value: string }[]
  >();
  for (const [, name = '', quoted, plain = ''] of rest.matchAll(PARAMETER)) {
    const [, base = '', index, star] = /^([^*]+)(?:\*(\d{1,4}))?(\*?)$/u.exec(name) ?? [];
    if (base === '') continue;
    const key = base.toLowerCase();
    const list = pieces.get(key) ?? [];
    list.push({
      index: Number(index ?? 0),
      isEncoded: star === '*',
      value: quoted === undefined ? plain.trim() : quoted.replace(/\\(.)/gu, '$1'),
    });
    pieces.set(key, list);
  }
  const parameters = new Map<string, string>();
  for (const [name, list] of pieces) {
    const isExtended = list.some(({ isEncoded }) => isEncoded);
    const sorted = (
      isExtended ? list.filter((each) => each.isEncoded || each.index > 0) : list
    ).toSorted((a, b) => a.index - b.index);
    parameters.set(
      name,
      isExtended
        ? decodeExtended(sorted, tools)
        : decodeWords(sorted.map((each) => each.value).join(''), tools),
    );
  }
  const plain = (first < 0 ? value : value.slice(0, first)).replace(/\([^()]*\)/gu, '');
  return { value: plain.trim().toLowerCase(), parameters };
}

/** `utf-8'en'%e2%82%ac`, cut into pieces of which the first names the charset. */
function decodeExtended(
  pieces: readonly { readonly isEncoded: boolean; readonly value: string }[],
  tools: Pick<SourceTools, 'decode' | 'encode'>,
): string {
  const [, charset = '', , first = ''] = /^([^']*)'([^']*)'([^]*)$/u.exec(
    pieces[0]?.value ?? '',
  ) ?? ['', '', '', pieces[0]?.value ?? ''];
  const bytes = pieces.map(({ isEncoded, value }, index) => {
    const own = index === 0 ? first : value;
    return isEncoded
      ? decodeQuotedPrintable(tools.encode(own.replaceAll('=', '=3D').replaceAll('%', '=')))
      : tools.encode(own);
  });
  const whole = joined(bytes);
  return decodePart(whole, charset, undefined, tools)?.text ?? latin1(whole);
}
