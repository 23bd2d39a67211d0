import type { BlockKind } from '../../reading.ts';
import { medianOf } from './columns.ts';
import type { Line } from './lines.ts';
import { beginsItem, type Paragraph } from './paragraphs.ts';

/** What a paragraph is for. */
export interface Role {
  readonly kind: BlockKind;
  readonly level?: number;
  readonly isNote?: true;
}

/** What most of the text of a document looks like. */
export interface BodyShape {
  readonly size: number;
  readonly font: string;
  /** Names of bold fonts. */
  readonly bold: ReadonlySet<string>;
  /** Sizes of headings, the largest first. */
  readonly headings: readonly number[];
}

const CAPTION =
  /^(?:(?:fig(?:ure|\.)?|table|chart|photo|image|map|box|abb(?:ildung|\.)?|tab(?:elle|\.)?|foto|grafik|karte|figura|tabla|tableau|figuur|tabel|рис(?:унок|\.)?|табл(?:ица|\.)?)\s*\d+|図\s*\d+|表\s*\d+|图\s*\d+)/iu;
const NOTE = /^(?:\d{1,3}|[*†‡§¹²³⁴⁵⁶⁷⁸⁹]+)[\s.)]?\s*\S/u;
/** In parts of the size of the text. */
const LARGER = 1.12;
const SMALLER = 0.93;

export function bodyOf(lines: readonly Line[], bold: ReadonlySet<string>): BodyShape {
  const size = commonest(lines, (line) => Math.round(line.size * 2) / 2);
  const font = commonest(lines, (line) => line.font);
  const larger = new Set(
    lines.map((line) => Math.round(line.size * 2) / 2).filter((each) => each > size * LARGER),
  );
  return { size, font, bold, headings: [...larger].toSorted((one, other) => other - one) };
}

/** What most characters of some lines have. */
function commonest<T extends string | number>(
  lines: readonly Line[],
  of: (line: Line) => T,
): T | never {
  const counts = new Map<T, number>();
  for (const line of lines) counts.set(of(line), (counts.get(of(line)) ?? 0) + line.text.length);
  const [best] = [...counts].toSorted(([, one], [, other]) => other - one);
  if (!best) throw new RangeError('There are no lines.');
  return best[0];
}

/** @param isLast nothing of the body stands below it in its column */
export function roleOf({ lines }: Paragraph, body: BodyShape, isLast: boolean): Role {
  const [first] = lines;
  const text = first?.text ?? '';
  if (lines.some(({ cells }) => cells.length > 1)) return { kind: 'table-row' };
  const size = medianOf(lines.map((line) => line.size));
  const length = lines.reduce((sum, line) => sum + line.text.length, 0);
  if (CAPTION.test(text) && size < body.size * LARGER && length < 1200) return { kind: 'caption' };
  if (size > body.size * LARGER && length <= 300 && /\p{L}/u.test(text)) {
    return { kind: 'heading', level: levelOf(size, body) };
  }
  if (size < body.size * SMALLER && isLast && NOTE.test(text))
    return { kind: 'paragraph', isNote: true };
  if (beginsItem(text) && !/^[–—-]/u.test(text)) return { kind: 'list-item', level: 1 };
  const isBold =
    !body.bold.has(body.font) && lines.every(({ font, isPure }) => isPure && body.bold.has(font));
  const isTitle =
    lines.length <= 2 &&
    length <= 120 &&
    !/[.,;:!?…。]$/u.test(text) &&
    /^[\p{Lu}\p{Lo}\p{N}]/u.test(text);
  if (isBold && isTitle && size >= body.size * 0.98 && lines.length > 0) {
    return { kind: 'heading', level: Math.min(body.headings.length + 1, 6) };
  }
  return { kind: 'paragraph' };
}

function levelOf(size: number, { headings }: BodyShape): number {
  const rounded = Math.round(size * 2) / 2;
  const index = headings.findIndex((each) => each <= rounded);
  return Math.min((index < 0 ? headings.length - 1 : index) + 1, 6);
}
