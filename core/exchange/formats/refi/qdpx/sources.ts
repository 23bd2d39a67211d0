import { readGuid } from '../codes.ts';
import { childrenOf, type XmlElement } from '../../../containers/xml.ts';

/** A text of a source, with what is marked in it. */
export interface TextPart {
  readonly element: XmlElement;
  readonly title: string;
  readonly selections: readonly XmlElement[];
  /** Where points of time are in a transcript, by id. */
  readonly times: ReadonlyMap<string, number>;
}

/** Parts of a project beside its people, codes and sources, and what to call what is in them. */
export const PARTS_BESIDE = [
  ['Variables', 'variables'],
  ['Cases', 'cases'],
  ['Graphs', 'graphs'],
] as const;

/** Sources that need not have a text, and what to call them where they have none. */
export const SOURCES_BESIDE: ReadonlyMap<string, string> = new Map([
  ['PDFSource', 'PDFs without a text'],
  ['PictureSource', 'pictures'],
  ['AudioSource', 'sound recordings'],
  ['VideoSource', 'videos'],
]);

/** What stands beside the text of a source, and what to call it. */
export const MARKED_BESIDE: ReadonlyMap<string, string> = new Map([
  ['PDFSelection', 'areas marked on pages of a PDF'],
  ['PictureSelection', 'areas marked in a picture'],
  ['AudioSelection', 'stretches marked in a sound recording'],
  ['VideoSelection', 'stretches marked in a video'],
  ['Coding', 'codes given to a source as a whole'],
  ['VariableValue', 'values of variables'],
]);

/** The texts that a source is or has: of a PDF, the description of a picture, transcripts. */
export function textsOf(source: XmlElement): TextPart[] {
  const name = source.attributes.get('name') ?? '';
  const own = childrenOf(source, 'PlainTextSelection');
  if (!SOURCES_BESIDE.has(source.name)) return [partOf(source, name, own)];
  const texts = ['Representation', 'TextDescription'].flatMap((each) => childrenOf(source, each));
  const transcripts = childrenOf(source, 'Transcript').map((element) =>
    partOf(element, element.attributes.get('name') ?? name),
  );
  const parts = [
    ...texts.map((element) => partOf(element, name || (element.attributes.get('name') ?? ''))),
    ...transcripts,
  ];
  if (own.length === 0) return parts;
  // Some programs put passages beside the text that they are in.
  const [first, ...others] = parts;
  return first
    ? [{ ...first, selections: [...first.selections, ...own] }, ...others]
    : [partOf(source, name, own)];
}

function partOf(
  element: XmlElement,
  title: string,
  selections: readonly XmlElement[] = [
    ...childrenOf(element, 'PlainTextSelection'),
    ...childrenOf(element, 'TranscriptSelection'),
  ],
): TextPart {
  const times = new Map(
    childrenOf(element, 'SyncPoint').map(({ attributes }) => [
      readGuid(attributes.get('guid')) ?? '',
      Number.parseInt(attributes.get('position') ?? '', 10),
    ]),
  );
  return { element, title, selections, times };
}
